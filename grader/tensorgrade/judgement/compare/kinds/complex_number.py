"""A complex number: real and imaginary part within the tolerance of a float."""

from __future__ import annotations

from tensorgrade.judgement.compare.comparison import Comparison, Mismatch
from tensorgrade.protocol.values import ComplexValue

VALUE = ComplexValue
NAME = "complex"


def words(value: ComplexValue) -> str:
    """Write it as Python does."""
    return str(complex(float(value.real.number), float(value.imaginary.number)))


def compare(expected: ComplexValue, actual: ComplexValue, comparison: Comparison) -> Mismatch | None:
    """Compare both parts, each as a float."""
    return comparison.of_parts(".real", expected.real, actual.real) or comparison.of_parts(
        ".imag", expected.imaginary, actual.imaginary
    )
