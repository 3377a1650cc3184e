"""One method a file; each exports one `METHOD`."""
