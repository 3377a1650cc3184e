"""The benchmark of trust: rewrites that must stay exact, mutants that must not, labelled by an oracle of its own."""
