"""The trusted end of workers: start them, ask, end, and gather what they saw."""
