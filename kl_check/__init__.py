"""Is this line the Gaussian KL divergence? Derive it, confirm it, check it."""
