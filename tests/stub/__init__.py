"""What the tests of the stub portal share."""
