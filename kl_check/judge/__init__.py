"""Which hypothesis stands, what the mistake is, and how to mend it."""
