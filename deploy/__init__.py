"""How the portal is put to work."""
