"""Independent methods that put a claim to the test. Each computes the KL from its definition ∫ q log(q/p)."""
