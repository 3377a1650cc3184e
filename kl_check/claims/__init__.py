"""What people say about these formulas, decided by the machine: the words, the files, and the decision."""
