"""torch's own errors, provoked in the torch that is installed, and what is said of them."""

import io
from operator import getitem

import numpy as np
import pytest
import torch
from torch import nn

from tensorgrade.judgement import torch_messages as errors
from tensorgrade.judgement.torch_messages import CAUSES, cause_of_error, counted_cause


class NoSuper(nn.Module):
    def __init__(self):
        self.layer = nn.Linear(1, 1)


class NoForward(nn.Module):
    pass


def backward_twice():
    y = (torch.ones(2, requires_grad=True) ** 2).sum()
    y.backward()
    y.backward()


def in_place_on_a_leaf():
    w = torch.ones(2, requires_grad=True)
    w += 1


def in_place_after_use():
    w = torch.ones(2, requires_grad=True)
    y = w * 1
    z = (y * y).sum()
    y += 1
    z.backward()


def load_code():
    file = io.BytesIO()
    torch.save(nn.Linear(1, 1), file)
    file.seek(0)
    torch.load(file, weights_only=True)


def loss_without_rows():
    ENDLESS(torch.zeros(3, requires_grad=True), torch.zeros(1, dtype=torch.int64)).backward()


def loop_side_by_side():
    return list(zip([1], [1, 2], strict=True))


def two_of_three():
    first, second = torch.ones(3)
    return first + second


ENDLESS = torch.nn.functional.cross_entropy
WHOLE = torch.ones(2, 2, dtype=torch.int64)
PROVOKED = [
    (lambda: nn.Linear(2, 1)(torch.ones(1, 2, dtype=torch.int64)), "float32|different dtypes"),
    (lambda: ENDLESS(torch.zeros(2, 3), torch.zeros(2)), "Class labels must be int64."),
    (lambda: ENDLESS(torch.zeros(2, 3), torch.zeros(2, 1, dtype=torch.int64)), "The labels have more than"),
    (lambda: ENDLESS(torch.zeros(2, 3), torch.tensor([0, 3])), "A label is larger than the number of classes allows."),
    (lambda: nn.Linear(3, 1)(torch.ones(1, 2)), "The number of features and the layer's input size do not fit."),
    (lambda: torch.ones(2, 3).t().view(6), "The layout of the tensor allows no such view"),
    (lambda: torch.ones(2) + torch.ones(3), "The shapes do not line up from the right."),
    (lambda: torch.ones(6).reshape(4, 2), "The new shape has another number of elements than the tensor."),
    (lambda: torch.ones(6).reshape(-1, -1), "Only one -1 is allowed in a shape."),
    (lambda: torch.ones(2).sum().backward(), "The graph was cut, or never began"),
    (lambda: torch.ones(2, requires_grad=True).backward(), "backward starts from one number; reduce the tensor first."),
    (backward_twice, "The first backward freed what the second needs."),
    (in_place_on_a_leaf, "A tensor that requires gradients is changed in place while they are recorded"),
    (in_place_after_use, "A tensor that backward needs was changed in place after it was used."),
    (lambda: torch.ones(2, dtype=torch.int64, requires_grad=True), "Integers cannot have gradients."),
    (lambda: torch.ones(2, requires_grad=True).numpy(), "NumPy carries no gradients"),
    (NoSuper, "`super().__init__()` has not run."),
    (lambda: NoForward()(1), "The module has no `forward`"),
    (lambda: torch.optim.SGD([], lr=1), "The optimizer is given no parameters"),
    (lambda: nn.BatchNorm1d(2)(torch.ones(1, 2)), "Batch norm in train mode met a batch of one."),
    (load_code, "The file holds something other than tensors and plain data."),
    (lambda: nn.Linear(1, 2).load_state_dict({"weight": torch.ones(1)}), "Names or shapes in the state_dict"),
    (lambda: nn.Linear(1, 2).load_state_dict("path"), "load_state_dict takes the loaded dict and not a path."),
    (lambda: torch.stack([torch.ones(1), torch.ones(2)]), "Tensors of different shapes are stacked"),
    (lambda: torch.ones(2, dtype=torch.int64).mean(), "A mean needs floating-point numbers; convert first."),
    (lambda: torch.from_numpy([1]), "from_numpy takes a NumPy array."),
    (lambda: torch.from_numpy(np.ones(3)[::-1]), "torch has no negative strides; copy the reversed array."),
    (lambda: torch.ones(2, dtype="float32"), "A dtype is an object such as torch.float32"),
    (lambda: torch.tensor([[1, 2], [3]]), "The rows have different lengths; a tensor is rectangular."),
    (lambda: torch.ones(2).sum(dim=3), "The tensor does not have that dimension."),
    (lambda: next(torch.utils.data.DataLoader([1])), "`next` needs an iterator"),
    (lambda: torch.ones(1).grad.zero_(), "Something is None"),
    (lambda: torch.ones(1).item().backward(), "A Python number, such as `.item()` gives"),
    (lambda: torch.zeros(2).cuda(), "The code names a device that this machine does not have."),
    (lambda: ENDLESS(torch.zeros(2, 2), WHOLE), "The outputs and the labels that the loss gets have one shape"),
    (lambda: bool(torch.ones(2) > 0), "A condition gets a tensor of several numbers"),
    (lambda: torch.ones(3)[torch.ones(2)], "The index is no tensor of whole numbers or bools."),
    (lambda: torch.cat([torch.tensor(1.0)] * 2), "A tensor without dimensions cannot be joined by `cat`"),
    (lambda: list(torch.tensor(1.0)), "The tensor is one number"),
    (lambda: len(torch.tensor(1.0)), "The tensor is one number"),
    (lambda: torch.ones(2, 3).permute(0, 1, 2), "`permute` names each dimension of the tensor once"),
    (lambda: torch.ones(2, 3).gather(1, WHOLE[0]), "The index of `gather` needs as many dimensions"),
    (lambda: torch.tensor(np.array([None, 1], dtype=object)), "The array holds Python objects and no numbers"),
    (lambda: WHOLE.std(), "A standard deviation needs floating-point numbers"),
    (lambda: torch.optim.SGD([torch.ones(1, requires_grad=True) * 2], lr=1), "The optimizer is given a tensor that"),
    (lambda: torch.optim.SGD(torch.ones(1), lr=1), "The optimizer is given one tensor"),
    (loop_side_by_side, "Two sequences that are gone through side by side"),
    (lambda: [1][2], "An index lies outside of a list or tuple"),
    (lambda: torch.ones(2).shape[3], "An index lies outside of a list or tuple"),
    (lambda: 1 / 0, "A number is divided by 0."),
]  # fmt: skip

COUNTED = [
    (loss_without_rows, "The loss gets outputs of shape [3] and labels of shape [1], which do not belong together."),
    (lambda: ENDLESS(torch.zeros(4, 3), WHOLE[0]), "The loss gets outputs for 4 samples and labels for 2."),
    (
        lambda: nn.BCELoss()(torch.ones(3), torch.ones(3, 1)),
        "The loss gets outputs of shape [3] and targets of shape [3, 1].",
    ),
    (lambda: torch.ones(3).item(), "One Python number is asked of a tensor that has 3."),
    (lambda: torch.ones(3)[0, 0], "There are more indices than dimensions; the tensor has 1."),
    (lambda: torch.stack([1.0, 2.0]), "Tensors are to be joined, and element 0 is a `float`."),
    (lambda: torch.ones(4).expand(2, 3), "4 entries do not fit where dimension 1 has 3."),
    (lambda: torch.ones(3).add_(torch.ones(3, 3)), "An operation in place on shape [3] would give shape [3, 3]."),
    (
        lambda: torch.ones(2, dtype=torch.int64).add_(0.5),
        "A result of dtype Float is to be stored in a tensor of dtype Long.",
    ),
    (lambda: torch.ones(2, 3) @ torch.ones(4), "A matrix with 3 columns is multiplied by a vector of 4 numbers."),
    (lambda: torch.ones(3) @ torch.ones(4), "Vectors of 3 and 4 numbers are multiplied."),
    (
        lambda: torch.ones(2, 3, 4) @ torch.ones(2, 3, 4),
        "The second matrices begin with sizes [2, 3]; sizes [2, 4] are needed.",
    ),
    (lambda: torch.ones(2, 3)[torch.ones(3, 2) > 0], "The mask has shape [3, 2] and the tensor shape [2, 3]."),
    (lambda: WHOLE @ torch.ones(2, 2), "A matrix of dtype long int is multiplied by one of dtype float."),
    (
        lambda: nn.Conv2d(1, 2, 3)(torch.ones(9, 9)),
        "A convolution gets shape [9, 9], and expects channels, height and width.",
    ),
    (two_of_three, "2 names stand left of the `=`, and another number of values right of it."),
    (
        lambda: setattr(nn.Linear(1, 1), "weight", WHOLE),
        "A plain tensor is assigned to the parameter `weight`, where an `nn.Parameter` belongs.",
    ),
    (lambda: torch.randn(torch.tensor(2.0)), "The argument `size` must be tuple of ints, and is a `Tensor`."),
    (lambda: torch.ones(2) - None, "`-` stands between a `Tensor` and a `NoneType`, which it cannot work on."),
    (lambda: [1].mean(), "A value of type `list` has no `mean`."),
    (lambda: torch.ones(1)(2), "A value of type `Tensor` is called like a function."),
    (lambda: getitem(1, 0), "A value of type `int` is indexed with brackets, and has no items."),
    (lambda: list(3), "Items are taken from something that has none: a number or None."),
    (lambda: range(2.0), "A whole number is needed, and a `float` is given."),
]


@pytest.mark.parametrize(("provoke", "cause"), COUNTED)
def test_what_torch_says_here_is_translated_with_its_numbers(provoke, cause):
    with pytest.raises(Exception) as caught:
        provoke()
    assert counted_cause(str(caught.value)) == cause


@pytest.mark.parametrize(("provoke", "cause"), PROVOKED)
def test_what_torch_says_here_is_translated(provoke, cause):
    if "does not have" in cause and "device" in cause and torch.cuda.is_available():
        pytest.skip("there is a CUDA device here")
    with pytest.raises(Exception) as caught:
        provoke()
    told = cause_of_error(str(caught.value))
    assert any(told.startswith(one) or one in told for one in cause.split("|")), (str(caught.value), told)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Expected all tensors to be on the same device, but found at least two devices!", "is_device_mismatch"),
        ("indices should be either on cpu or on the same device as the indexed tensor (cpu)", "is_device_mismatch"),
        (
            "Input type (torch.FloatTensor) and weight type (torch.cuda.FloatTensor) should be the same",
            "is_device_mismatch",
        ),
        ("Expected out tensor to have device cuda:0, but got cpu instead", "is_device_mismatch"),
        ("Torch not compiled with CUDA enabled", "is_absent_device"),
        ("Found no NVIDIA driver on your system.", "is_absent_device"),
        ("Trying to backward through the graph a second time (or directly access saved tensors)", "is_freed_graph"),
        ("element 0 of tensors does not require grad and does not have a grad_fn", "is_cut_graph"),
        ("cannot assign parameters before Module.__init__() call", "is_missing_super_init"),
    ],
)  # fmt: skip
def test_kinds_of_errors(sentence, kind):
    kinds = [name for name in dir(errors) if name.startswith("is_")]
    assert [name for name in kinds if getattr(errors, name)(sentence)] == [kind]


def test_what_is_not_known_is_not_translated():
    assert cause_of_error("my own message") == ""
    assert cause_of_error("") == ""


def test_causes_are_sentences():
    assert [cause for _, cause in CAUSES if not cause.endswith(".")] == []
