"""What people fill in about plans, actions, reviews and rounds."""
