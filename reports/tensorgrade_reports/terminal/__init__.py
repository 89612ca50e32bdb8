"""Results as lines on a terminal."""
