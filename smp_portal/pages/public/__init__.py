"""What the public reads: the published edition, and never a working row."""
