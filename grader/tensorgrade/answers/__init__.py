"""What right and known wrong answers do: recorded, kept, published as a key."""
