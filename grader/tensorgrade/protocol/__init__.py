"""The words that cross the border between student code and judge."""
