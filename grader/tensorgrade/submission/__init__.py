"""What a student hands in, read once and bounded, every entry accounted for."""
