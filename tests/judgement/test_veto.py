"""What the student's source says against a cause: a call that is not there, or the absence of one that is."""

import pytest

from tensorgrade.judgement.veto import SOURCE_BYTES, names_used

CODE = b"""
import torch

LIMIT = 3


def helper(x):
    return x.mean(dim=0, keepdim=True)


def total(x, weight):
    model.eval()
    return helper(x) if x is None else torch.stack([x])


def other(x):
    return x.median()
"""


@pytest.mark.parametrize(
    ("cause", "is_refused"),
    [
        ("The mean is taken.", False),
        ("`mean` is taken in place of `sum`.", False),
        ("`sum` is taken.", True),
        ("`median` is taken.", True),  # it stands in another function
        ("`keepdim=True` keeps the dimension.", False),
        ("`unbiased=False` divides by n.", True),
        ("`torch.stack` writes into new memory.", False),
        ("`.repeat(2)` copies.", True),
        ("`model.eval()` is called.", False),
        ("`eval` is never called.", True),
        ("`train` is never called.", False),
        ("The loop runs without `zero_grad()`.", False),
        ("The loop runs without `stack`.", True),
        ("`weight` is not used.", False),  # a parameter is no use of it
        ("`x` is ignored.", True),
        ("`None` is taken for an answer.", False),
        ("`-1` stands for the last.", False),
    ],
)
def test_what_a_source_refuses(cause, is_refused):
    assert names_used(CODE, "total").contradicts(cause) == is_refused


def test_a_source_that_cannot_be_read_refuses_nothing():
    assert names_used(b"def total(:", "total") is None
    assert names_used(b"total = sum", "total") is None
    assert names_used(b"#" * (SOURCE_BYTES + 1), "total") is None
