"""How the lists of people and organisations are narrowed."""
