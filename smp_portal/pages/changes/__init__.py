"""What changed from one edition to the next, and since the one that the public reads."""
