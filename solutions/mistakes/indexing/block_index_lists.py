"""block: memory-copied

The block is put together in new memory, so a write to it does not reach x.
"""


def block(x, top, bottom, left, right):
    return x[list(range(top, bottom))][:, list(range(left, right))]
