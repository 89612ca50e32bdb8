"""`python -m tensorgrade` is `grade`."""

from tensorgrade.commands.cli import main

main()
