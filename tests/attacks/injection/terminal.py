"""An exception carries escapes that clear the screen, set its title and hide text.

outcome: failed
says: ValueError
levels: all
"""


def total(x):
    raise ValueError("\x1b[2J\x1b]0;forged\x07\x9b1m\r\b\x7f")


def doubled(x, times=2):
    return x * times
