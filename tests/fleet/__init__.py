"""Several workers on a real PostgreSQL, some of them killed: `make fleet`."""
