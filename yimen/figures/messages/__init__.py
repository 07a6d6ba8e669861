"""Sentences of figures, by topic."""
