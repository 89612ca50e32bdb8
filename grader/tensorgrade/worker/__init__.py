"""What runs beside student code: the launcher, the pytest plugin and the recorder. Nothing in here judges."""
