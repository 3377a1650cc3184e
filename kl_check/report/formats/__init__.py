"""One format a file: a result becomes text."""
