"""Files around the terms: which are read, how their text becomes a tree, and where a term lies in them."""
