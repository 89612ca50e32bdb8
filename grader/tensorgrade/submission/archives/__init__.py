"""The kinds of archives that are read, one a file."""
