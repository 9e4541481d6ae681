"""What the portal asks its plans and rounds."""
