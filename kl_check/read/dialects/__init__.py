"""One file a dialect: what its modules are called, and how it spells the operations. `table` joins them."""
