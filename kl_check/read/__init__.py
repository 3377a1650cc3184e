"""Text to `Term` and `Surroundings`. Nothing that is read is ever executed."""
