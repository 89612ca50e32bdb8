"""Does the simulated accelerator behave as a device of torch? Cases that must come out on it as on the CPU."""
