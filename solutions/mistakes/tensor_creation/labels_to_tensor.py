"""Known mistakes of labels_to_tensor."""

import torch.nn.functional as F


def column(labels):
    """wrong-shape: The labels form a column of shape (n, 1) and not a vector of shape (n,)."""
    return torch.tensor(labels, dtype=torch.int64).reshape(-1, 1)


def default_dtype(labels):
    """wrong-dtype: The dtype is not named: an array of int32 stays int32, and no labels at all become floats."""
    return torch.tensor(labels)


def floats(labels):
    """float-labels: The labels are made float32, as features are; class labels are integers."""
    return torch.tensor(labels, dtype=torch.float32)


def from_numpy(labels):
    """raised: Lists are refused: the conversion takes NumPy arrays alone."""
    t = torch.from_numpy(labels)
    return t.long()


def int32(labels):
    """wrong-dtype: The labels are int32, and int64 is asked for."""
    return torch.tensor(labels, dtype=torch.int)


def numpy_defaults(labels):
    """wrong-dtype: The dtype is left to NumPy: an array of int32 stays int32, and no labels at all become float64."""
    labels = np.asarray(labels)
    return torch.from_numpy(labels)


def one_hot(labels):
    """wrong-shape: Each label becomes a row of zeros with a single one; the class numbers themselves are asked for."""
    classes = torch.tensor(labels).long()
    return F.one_hot(classes)


def squeezed(labels):
    """squeezed-too-much: The only dimension of a single label is dropped: `squeeze` without a dimension drops all those
    of size 1."""
    return torch.tensor(labels).long().squeeze()


def through_bytes(labels):
    """wrong-values: The labels pass through a type of eight bits, which cannot hold negative labels or those above 255.
    """
    return torch.from_numpy(np.array(labels, dtype=np.int64).astype(np.uint8)).long()


def through_float32(labels):
    """wrong-values: The labels pass through float32, which cannot hold every integer beyond 2^24."""
    return torch.Tensor(labels).long()
