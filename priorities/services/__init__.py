"""What changes the plan, its priorities and what the public sees of them."""
