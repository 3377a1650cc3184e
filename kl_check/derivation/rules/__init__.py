"""One rule a file, each with a RULE row."""
