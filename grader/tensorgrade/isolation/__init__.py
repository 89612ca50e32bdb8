"""Every layer that shuts code in, with what it lets through."""
