"""The instructor's desk, `grade desk`: a local web application over the gradebook of a class. `app.py` lists its pages."""
