"""How the lists of what people said are narrowed."""
