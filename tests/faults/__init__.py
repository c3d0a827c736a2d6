"""Every fault of the stub, on every page, on every skin: what must become of the registration that it strikes."""
