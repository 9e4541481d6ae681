"""A finding, and what came of it."""
