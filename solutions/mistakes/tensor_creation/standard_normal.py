"""Known mistakes of standard_normal."""

import math


def numpy(rows, cols):
    """double-precision: The numbers are NumPy's: they have 64 bits and come from another generator."""
    return torch.tensor(np.random.randn(rows, cols))


def numpy_float32(rows, cols):
    """wrong-values: The numbers do not come from torch's global generator, so its seed has no effect on them."""
    return torch.from_numpy(np.random.standard_normal((rows, cols)).astype(np.float32))


def own_generator(rows, cols):
    """wrong-values: Every call gives the same numbers, whatever the global seed is."""
    g = torch.Generator().manual_seed(0)
    return torch.randn(rows, cols, generator=g)


def seeded(rows, cols):
    """global-state-changed: The global generator is seeded inside the function, so a seed that was set before has no
    effect any more, neither here nor in later code."""
    torch.manual_seed(42)
    return torch.randn(rows, cols)


def standardized(rows, cols):
    """wrong-values: The sample is shifted and scaled to a mean of exactly 0 and a deviation of exactly 1, which a
    sample of N(0, 1) does not have."""
    x = torch.randn(rows, cols)
    return (x - x.mean()) / x.std()


def stretched_uniform(rows, cols):
    """wrong-values: The numbers are uniform; their mean and standard deviation fit, their distribution does not."""
    return (torch.rand(rows, cols) - 0.5) * math.sqrt(12)


def transposed(rows, cols):
    """wrong-shape: The numbers of rows and of columns have changed places."""
    return torch.randn(cols, rows)


def uniform(rows, cols):
    """wrong-values: The numbers are uniform between 0 and 1 and not normal."""
    return torch.rand(rows, cols)
