"""A score in, something to read out: terminal, HTML, files of a student or a class, platforms."""
