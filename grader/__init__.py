"""A submission in, a score out."""
