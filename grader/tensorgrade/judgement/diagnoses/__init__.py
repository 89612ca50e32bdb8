"""One diagnosis a file: its page, its words, how it is recognised, and its place (protocol/ladder.py reads that)."""
