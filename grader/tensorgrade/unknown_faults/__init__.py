"""Faults that nobody wrote down: what they are told, and what readers said of it."""
