"""What an author writes, read without running code."""
