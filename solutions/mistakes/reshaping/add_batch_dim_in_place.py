"""add_batch_dim: input-modified

The trailing underscore means in place: the tensor of the caller gets the new dimension.
"""


def add_batch_dim(x):
    return x.unsqueeze_(0)
