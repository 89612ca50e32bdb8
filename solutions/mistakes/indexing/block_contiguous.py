"""block: memory-copied

The block is copied where its rows do not lie one after another in memory, so a write to it does not
reach x.
"""


def block(x, top, bottom, left, right):
    return x[top:bottom, left:right].contiguous()
