"""standardize: wrong-values

The number that is added to the variance against division by 0 is not small beside the variance of a
column that varies little.
"""

import torch


def standardize(features):
    mean = features.mean(0)
    var = features.var(0, correction=0)
    return (features - mean) * torch.rsqrt(var + 1e-3)
