"""Known mistakes of labels_to_tensor."""

import torch.nn.functional as F


def column(labels):
    """wrong-shape: Each label gets a row of its own, as the features of a sample do, and that takes a second dimension.
    A label is a single number.
    remedy: The shape is (n,): make the tensor from the labels as they are, and add no second dimension.
    """
    return torch.tensor(labels, dtype=torch.int64).reshape(-1, 1)


def default_dtype(labels):
    """wrong-dtype: The dtype is not set to int64: an array of int32 stays int32, and an empty list becomes float32.
    remedy: Name `dtype=torch.int64` where the tensor is made. It then holds for every array and for an empty list.
    """
    return torch.tensor(labels)


def floats(labels):
    """float-labels: Nothing keeps the labels integers: they are made float32, as features are.
    remedy: Make the tensor with `dtype=torch.int64` and convert nothing to float. `torch.Tensor`, with a capital T,
    makes floats.
    """
    return torch.tensor(labels, dtype=torch.float32)


def from_numpy(labels):
    """raised: Lists are refused: the conversion works for NumPy arrays alone.
    remedy: Use `torch.tensor`: it takes lists and arrays. Name the dtype int64 there.
    """
    return torch.from_numpy(labels).long()


def int32(labels):
    """wrong-dtype: A dtype of 32 bits is chosen for the labels: in torch, int and IntTensor stand for int32, and long
    stands for int64.
    remedy: Ask for `torch.int64` (or `torch.long`): `torch.int` has 32 bits only.
    """
    return torch.tensor(labels, dtype=torch.int)


def numpy_defaults(labels):
    """wrong-dtype: The dtype is not set to int64: an array of int32 stays int32, and an empty list becomes float64, as
    in NumPy.
    remedy: Convert to int64 in every case: name the dtype where the array or tensor is made, or end with `.long()`.
    """
    labels = np.asarray(labels)
    return torch.from_numpy(labels)


def one_hot(labels):
    """wrong-shape: Each label becomes a row of zeros with a single one; the class numbers themselves are asked for.
    remedy: Return the class numbers themselves, in shape (n,): leave the one-hot step out.
    """
    return F.one_hot(torch.tensor(labels).long())


def squeezed(labels):
    """squeezed-too-much: The only dimension of a single label is dropped, as `squeeze` does without a dimension.
    remedy: One label keeps shape (1,): remove `squeeze`, for the labels have one dimension already.
    """
    return torch.tensor(labels).long().squeeze()


def through_bytes(labels):
    """wrong-values: The labels pass through a type of eight bits, which cannot hold negative labels or those above 255.
    remedy: Convert straight to int64, without a type of eight bits (`uint8`, `byte`) on the way.
    """
    return torch.from_numpy(np.array(labels, dtype=np.int64).astype(np.uint8)).long()


def through_float32(labels):
    """wrong-values: The labels pass through float32, which cannot hold every integer beyond 2^24.
    remedy: Make int64 directly: use `torch.tensor` with that dtype. `torch.Tensor`, with a capital T, makes float32
    first.
    """
    return torch.Tensor(labels).long()
