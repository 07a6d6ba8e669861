"""Shapes of what applicants enter; the law is checked in the actions."""
