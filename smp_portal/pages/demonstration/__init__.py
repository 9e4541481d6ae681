"""The demonstration: one invented partnership on one day, with a clock that can be moved."""
