"""Terms evaluated in worlds (exact, balls, floats, SymPy), their meaning, and how they are shown."""
