"""What each command of `grade` does, a module a command; `cli` reads the options."""
