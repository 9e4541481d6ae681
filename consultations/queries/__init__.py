"""What the pages of what people said show."""
