"""The instructor's desk, `grade desk`: a local web application over a gradebook; `app.py` lists its pages."""
