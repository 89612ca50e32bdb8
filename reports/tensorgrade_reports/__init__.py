"""A score in, something to read out: terminal, HTML, JUnit."""
