"""The kinds of archives that are read: a class of submission/container.py's Container a file, found by being here."""
