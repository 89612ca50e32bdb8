"""One diagnosis a file: its page, its words and how it is recognised. grader/ladder.py orders them."""
