"""The layouts in which hand-ins come, one a file."""
