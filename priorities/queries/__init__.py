"""What the pages about the plan and its priorities ask."""
