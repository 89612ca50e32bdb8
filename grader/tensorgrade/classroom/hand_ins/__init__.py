"""The layouts in which hand-ins come: a class of classroom/layout.py's Layout a file, found by being here."""
