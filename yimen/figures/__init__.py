"""Figures kept of what happened, equal to the cases to the unit."""
