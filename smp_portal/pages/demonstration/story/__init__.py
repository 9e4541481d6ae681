"""The demonstration's story: who is in it, and what happened until its first morning."""
