"""Derivations as declared steps, each of which is checked: by SymPy under its rule, and by numbers at fixed points."""
