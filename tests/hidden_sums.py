"""Hidden checks of the tiny course."""

import pytest
import torch


@pytest.mark.points(2)
@pytest.mark.parametrize("size", [3, 7])
def test_total_of_other_sizes(subject, observe, size):
    """total adds up few numbers and many"""
    observe("result", subject.total(torch.randn(size)))
