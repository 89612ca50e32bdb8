"""Known mistakes of standardize."""

import torch.nn.functional as F


def all_or_nothing(features):
    """wrong-values: One constant column switches the scaling off for all columns.
    remedy: Decide for each column: with `torch.where`, put 1 only where the standard deviation is 0.
    """
    centred = features - features.mean(0)
    std = features.std(0, correction=0)
    if (std == 0).any():
        return centred
    return centred / std


def clamped_at_one(features):
    """wrong-values: Columns with a standard deviation below 1 are divided by 1 and stay unscaled.
    remedy: Put 1 only where the standard deviation is 0, by `torch.where(std == 0, 1.0, std)`. A bound from below has
    to be far smaller than any column that varies.
    """
    std = features.std(0, correction=0).clamp(min=1.0)
    return (features - features.mean(0)) / std


def constant_kept(features):
    """wrong-values: A constant column is left out of all steps and not only of the division by 0: its mean is not
    subtracted either, so it stays as it was.
    remedy: Subtract the mean in constant columns too: that makes their zeros. Only the division needs a guard.
    """
    std = features.std(0, correction=0)
    return torch.where(std > 0, (features - features.mean(0)) / std.where(std > 0, 1), features)


def cpu_floor(features):
    """device-mismatch: A tensor that meets the features is made on the CPU, where torch makes new tensors unless told
    otherwise, or is moved there. The features may lie elsewhere.
    remedy: Give `torch.where` the plain number 1, or make new tensors with `device=features.device`.
    """
    std = features.std(0, correction=0)
    ones = torch.ones(features.shape[1], dtype=features.dtype)
    return (features - features.mean(0)) / torch.where(std == 0, ones, std)


def difference_of_squares(features):
    """cancellation: The variance is the difference of two means of squares. Where the mean is large both are huge and
    nearly equal, and rounding eats the digits of their difference.
    remedy: Subtract the mean first, and take the mean of the squares of what is left; `std` and `var` do so.
    """
    mean = features.mean(0)
    std = ((features**2).mean(0) - mean**2).clamp(min=0).sqrt()
    return (features - mean) / std.where(std > 0, 1)


def difference_of_squares_with_epsilon(features):
    """as difference_of_squares"""
    mean = features.mean(0)
    return (features - mean) / torch.sqrt((features * features).mean(0) - mean * mean + 1e-8)


def epsilon_of_batch_norm(features):
    """wrong-values: The number that is added against division by 0 is too large beside a column that varies little.
    remedy: Add nothing: put 1, with `torch.where`, where the standard deviation is 0. Then other columns are scaled
    exactly.
    """
    variance, mean = torch.var_mean(features, 0, correction=0)
    return (features - mean) * torch.rsqrt(variance + 1e-5)


def by_batch_norm(features):
    """wrong-values: A layer's normalization does the work. It adds a number of its own against division by 0, too large
    beside a column that varies little, and refuses a single row.
    remedy: Compute mean and standard deviation along dimension 0 yourself, and add nothing: put 1, with `torch.where`,
    where the deviation is 0.
    """
    return F.batch_norm(features, None, None, training=True)


def guard_in_place(features):
    """raised: The standard deviation is overwritten in place. The backward pass needs the numbers that stood there, and
    raises.
    remedy: Make a new tensor with `torch.where` or `masked_fill`, and write nothing into the standard deviation.
    """
    mean = features.mean(0)
    std = features.std(0, correction=0)
    std[std == 0] = 1.0
    return (features - mean) / std


def if_on_a_tensor(features):
    """raised: A condition of one truth value is made of a comparison that gives one for each column.
    remedy: Decide for each column with `torch.where`: it puts 1 where the standard deviation is 0. `if` cannot.
    """
    mean, std = features.mean(0), features.std(0, correction=0)
    if std == 0:
        std = 1
    return (features - mean) / std


def in_place(features):
    """input-modified: What is computed is written into the caller's features, as -= and methods whose name ends in an
    underscore do, and not into a new tensor.
    remedy: Use `features - mean`, which makes a new tensor. `-=`, `sub_` and `div_` write into the features.
    """
    features -= features.mean(0)
    std = features.std(0, correction=0)
    std = std.where(std > 0, 1)
    return features / std


def into_cpu_memory(features):
    """left-on-cpu: The result lies on the CPU, wherever the features are, as when it is written into memory that was
    made there.
    remedy: Make the memory with `device=features.device`, or compute all columns at once along dimension 0.
    """
    out = torch.zeros(features.shape, dtype=features.dtype)
    for j in range(features.shape[1]):
        column = features[:, j]
        std = column.std(correction=0)
        out[:, j] = (column - column.mean()) / (std if std > 0 else 1.0)
    return out


def large_epsilon(features):
    """as epsilon_of_batch_norm"""
    return (features - features.mean(0)) * torch.rsqrt(features.var(0, correction=0) + 1e-3)


def min_max(features):
    """wrong-values: The columns are scaled to the range from 0 to 1: mean and standard deviation are not 0 and 1.
    remedy: Subtract the mean of each column, and divide by its standard deviation.
    """
    low = features.min(0).values
    span = features.max(0).values - low
    span = span.where(span > 0, 1)
    return (features - low) / span


def rows(features):
    """wrong-axis: Mean and standard deviation are those of each row; each column has its own.
    remedy: Take mean and standard deviation along dimension 0: one number for each column.
    """
    mean = features.mean(1, keepdim=True)
    return (features - mean) / (features.std(1, keepdim=True, correction=0) + 1e-8)


def rows_along_columns(features):
    """wrong-axis: There is one mean for each row, and these meet the columns; that fits square inputs only.
    remedy: Take mean and standard deviation along dimension 0: one number for each column.
    """
    return (features - features.mean(1)) / (features.std(1, correction=0) + 1e-8)


def sample_std(features):
    """sample-std: The formula for a sample is used, which divides by n - 1: torch's std and var take it unless told
    otherwise. Here the n rows are the whole population.
    remedy: Name `correction=0` in `std` or `var`.
    """
    mean = features.mean(dim=0)
    std = features.std(dim=0)
    std = std.masked_fill(std == 0, 1.0).nan_to_num(1.0)
    return (features - mean) / std


def small_columns_as_constant():
    """wrong-values: Columns that vary little are taken for constant and stay unscaled.
    remedy: Put 1 only where the standard deviation is exactly 0; divide all other columns by theirs.
    """
    replace("std > 0, std, 1", "std < 0.1, 1.0, std")


def statistics_detached(features):
    """missing-gradient: Mean and standard deviation are cut from the graph and treated as constants, so the gradient
    lacks their share.
    remedy: Compute mean and standard deviation from features itself, without `.detach()`, `.data`, `.item()` or
    `torch.no_grad`.
    """
    fixed = features.detach()
    mean, std = fixed.mean(0), fixed.std(0, correction=0)
    return (features - mean) / (std + (std == 0))


def unguarded(features):
    """non-finite: The standard deviation of a constant column is 0, and 0 divided by 0 is NaN.
    remedy: Before the division put 1, with `torch.where`, where the standard deviation is 0.
    """
    return (features - features.mean(0)) / features.std(0, correction=0)


def variance(features):
    """wrong-values: The columns are divided by the variance; the standard deviation is its square root.
    remedy: Divide by the standard deviation: use `std`, or take the root of the variance.
    """
    return (features - features.mean(0)) / features.var(0, correction=0).clamp_min(1e-12)


def whole_matrix(features):
    """wrong-values: One mean and one standard deviation are taken over all numbers; each column has its own.
    remedy: Take mean and standard deviation along dimension 0: one number for each column.
    """
    return (features - features.mean()) / (features.std(correction=0) + 1e-8)


@torch.no_grad()
def without_graph(features):
    """missing-gradient: The result is made of numbers without their history, as no_grad, detach and .data hand them on,
    so no gradient gets back to the features.
    remedy: Compute with features itself, without `torch.no_grad`, `.detach()` or `.data`.
    """
    mean = features.mean(0, keepdim=True)
    return (features - mean) / features.std(0, keepdim=True, correction=0).clamp(min=1e-6)
