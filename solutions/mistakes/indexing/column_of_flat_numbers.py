"""column: memory-copied

x is laid out flat first, which copies a matrix whose rows do not lie one after another in memory.
"""


def column(x, j):
    cols = x.shape[1]
    return x.reshape(-1)[j::cols]
