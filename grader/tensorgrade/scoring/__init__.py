"""Faults in, points out; points by hand; lateness."""
