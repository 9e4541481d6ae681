"""A partnership that is not there: 20 priorities, 1,000 plans over three years, and all that was asked about them."""
