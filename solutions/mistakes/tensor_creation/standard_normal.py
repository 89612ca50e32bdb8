"""Known mistakes of standard_normal."""

import math


def numpy(rows, cols):
    """double-precision: The numbers have 64 bits and do not come from torch's global generator, like those of NumPy.
    remedy: Draw with `torch.randn`: it gives float32 numbers from torch's global generator.
    """
    return torch.tensor(np.random.randn(rows, cols))


def numpy_float32(rows, cols):
    """nondeterministic: The numbers do not come from torch's global generator, so its seed has no effect on them.
    remedy: Draw with torch and not with NumPy, and without a generator of your own: `torch.randn` uses the global one.
    """
    return torch.from_numpy(np.random.standard_normal((rows, cols)).astype(np.float32))


def own_generator(rows, cols):
    """wrong-values: Nothing in the draw depends on torch's global generator: each call starts again from a fixed seed
    or hands out kept numbers, so all calls give the same.
    remedy: Remove the seed and the generator made in the function. `torch.randn` without `generator=` draws from the
    global one.
    """
    return torch.randn(rows, cols, generator=torch.Generator().manual_seed(0))


def seeded():
    """global-state-changed: The global generator is seeded inside the function. A seed that was set before has no
    effect any more, here and in later code.
    remedy: Remove the call that sets the seed, such as `torch.manual_seed`. The caller sets it, not this function.
    """
    before("return torch.randn(rows, cols)", "torch.manual_seed(42)")


def standardized(rows, cols):
    """wrong-values: The sample is shifted and scaled to mean 0 and deviation 1 exactly. A sample of N(0, 1) has them
    only about.
    remedy: Return the numbers as they are drawn: do not subtract their mean or divide by their deviation.
    """
    x = torch.randn(rows, cols)
    return (x - x.mean()) / x.std()


def stretched_uniform(rows, cols):
    """wrong-distribution: The numbers are uniform; their mean and standard deviation fit, their distribution does not.
    remedy: Draw from the normal distribution, with `torch.randn`. `torch.rand` is uniform, however it is scaled.
    """
    return (torch.rand(rows, cols) - 0.5) * math.sqrt(12)


def transposed(rows, cols):
    """wrong-axis: Columns are put first and rows second, in the sizes or by a transpose. The first size of a matrix is
    its number of rows.
    remedy: Give the sizes in the order (rows, cols): rows first.
    """
    return torch.randn(cols, rows)


def uniform(rows, cols):
    """wrong-distribution: The numbers are uniform between 0 and 1 and not normal.
    remedy: Draw from the normal distribution, with `torch.randn`. `torch.rand` is uniform, however it is scaled.
    """
    return torch.rand(rows, cols)
