"""As batch norm does it, with a number that no variance feels."""

import torch


def standardize(features):
    variance, mean = torch.var_mean(features, 0, correction=0)
    return (features - mean) * torch.rsqrt(variance + 1e-9)
