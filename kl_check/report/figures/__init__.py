"""The pictures, as data, one a file: every curve is a row of `know` evaluated, or what a method made of it."""
