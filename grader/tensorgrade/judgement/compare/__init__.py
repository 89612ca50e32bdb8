"""Two observations in, the first attribute that differs out: one file a kind of value in `kinds`. Pure."""
