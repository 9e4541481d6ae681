"""Editions of the plan: made, looked at and published by officers."""
