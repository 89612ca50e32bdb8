"""Known mistakes of standardize."""


def all_or_nothing(features):
    """wrong-values: One constant column switches the scaling off for all columns."""
    centred = features - features.mean(0)
    std = features.std(0, correction=0)
    if (std == 0).any():
        return centred
    return centred / std


def constant_kept(features):
    """wrong-values: A constant column stays as it was; it becomes zeros."""
    std = features.std(0, correction=0)
    z = (features - features.mean(0)) / std.where(std > 0, 1)
    return torch.where(std > 0, z, features)


def cpu_floor(features):
    """device-mismatch: The ones that stand in for standard deviations of 0 are made on the CPU."""
    std = features.std(0, correction=0)
    ones = torch.ones(features.shape[1], dtype=features.dtype)
    return (features - features.mean(0)) / torch.where(std == 0, ones, std)


def guard_in_place(features):
    """raised: The zeros of the standard deviation are overwritten in place; the backward pass needs the number that
    stood there and raises."""
    mean = features.mean(0)
    std = features.std(0, correction=0)
    std[std == 0] = 1.0
    return (features - mean) / std


def if_on_a_tensor(features):
    """raised: `if` asks for one truth value, and the comparison gives one for each column."""
    mean, std = features.mean(0), features.std(0, correction=0)
    if std == 0:
        std = 1
    return (features - mean) / std


def in_place(features):
    """input-modified: The mean is subtracted in the caller's own tensor."""
    features -= features.mean(0)
    std = features.std(0, correction=0)
    std = std.where(std > 0, 1)
    return features / std


def into_cpu_memory(features):
    """left-on-cpu: The columns are written one by one into memory that was made without `device=`."""
    out = torch.zeros(features.shape, dtype=features.dtype)
    for j in range(features.shape[1]):
        column = features[:, j]
        std = column.std(correction=0)
        out[:, j] = (column - column.mean()) / (std if std > 0 else 1.0)
    return out


def large_epsilon(features):
    """wrong-values: The number that is added to the variance against division by 0 is not small beside the variance of
    a column that varies little."""
    mean = features.mean(0)
    var = features.var(0, correction=0)
    return (features - mean) * torch.rsqrt(var + 1e-3)


def min_max(features):
    """wrong-values: The columns are scaled to the range from 0 to 1, which fixes their smallest and largest number and
    not mean and standard deviation."""
    low = features.min(0).values
    span = features.max(0).values - low
    span = span.where(span > 0, 1)
    return (features - low) / span


def rows(features):
    """wrong-values: Mean and standard deviation are those of each row; each column has its own."""
    mean = features.mean(1, keepdim=True)
    std = features.std(1, keepdim=True, correction=0)
    return (features - mean) / (std + 1e-8)


def rows_along_columns(features):
    """raised: `mean(1)` gives one number for each row and drops the dimension, so the numbers of the rows meet the
    columns; that fits square inputs only."""
    mean = features.mean(1)
    std = features.std(1, correction=0)
    return (features - mean) / (std + 1e-8)


def sample_std(features):
    """sample-std: `std` divides by n - 1 unless told otherwise, which is the standard deviation of a sample; the
    population's divides by n."""
    mean = features.mean(dim=0)
    std = features.std(dim=0)
    std = std.masked_fill(std == 0, 1.0).nan_to_num(1.0)
    return (features - mean) / std


def small_columns_as_constant(features):
    """wrong-values: Columns with a standard deviation below 0.1 are taken for constant and stay unscaled, though they
    vary."""
    centred = features - features.mean(0)
    std = features.std(0, correction=0)
    return centred / torch.where(std < 0.1, 1.0, std)


def statistics_detached(features):
    """missing-gradient: Mean and standard deviation are cut from the graph and treated as constants, so the gradient
    lacks their share."""
    fixed = features.detach()
    mean, std = fixed.mean(0), fixed.std(0, correction=0)
    return (features - mean) / (std + (std == 0))


def unguarded(features):
    """non-finite: The standard deviation of a constant column is 0, and 0 divided by 0 is NaN."""
    return (features - features.mean(0)) / features.std(0, correction=0)


def variance(features):
    """wrong-values: The columns are divided by the variance; the standard deviation is its square root."""
    centred = features - features.mean(0)
    var = features.var(0, correction=0)
    return centred / var.clamp_min(1e-12)


def whole_matrix(features):
    """wrong-values: One mean and one standard deviation are taken over all numbers; each column has its own."""
    return (features - features.mean()) / (features.std(correction=0) + 1e-8)


@torch.no_grad()
def without_graph(features):
    """missing-gradient: The result is computed without a graph, so no gradient gets back to the features."""
    mean = features.mean(0, keepdim=True)
    std = features.std(0, keepdim=True, correction=0)
    return (features - mean) / std.clamp(min=1e-6)
