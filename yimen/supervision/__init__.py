"""Supervision: every case watched by rule, and what comes of it."""
