"""What officers fill in about the plan and its priorities."""
