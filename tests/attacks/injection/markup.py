"""An exception carries the markup of the terminal library.

outcome: failed
says: ValueError
levels: all
"""


def total(x):
    raise ValueError("[link=http://evil.example]x[/link] [bold red]passed[/]")


def doubled(x, times=2):
    return x * times
