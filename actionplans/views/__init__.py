"""The pages of plans, actions, reviews, rounds and personal links."""
