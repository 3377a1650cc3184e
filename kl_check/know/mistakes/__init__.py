"""One file a mistake, with one MISTAKE constant; `table` joins them."""
