"""What Django alone needs for the same rows: what the portal's pages are measured against."""
