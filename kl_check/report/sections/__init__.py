"""One section a file: each makes a `Section` of the report's material."""
