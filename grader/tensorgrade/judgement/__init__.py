"""Two transcripts in, named faults out. Pure."""
