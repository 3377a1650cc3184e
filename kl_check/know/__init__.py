"""What we know of the world, as rows: roles, closed forms, names, mistakes, words, sources."""
