"""The pages of what people said, by resource."""
