"""Officers make, look at and publish editions."""
