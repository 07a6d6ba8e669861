"""Shapes of what officers enter; the law is checked in the actions."""
