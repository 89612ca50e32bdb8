"""How points and shares are written for readers."""

from __future__ import annotations


def points(value: float) -> str:
    """Write points with at most two decimals and no trailing zeros: 8, 8.5, 0.33."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def score(earned: float, possible: float) -> str:
    """Write a score as `8.5 / 10`."""
    return f"{points(earned)} / {points(possible)}"


def share(part: float, whole: float) -> int:
    """Return what part of the whole this is in percent, downwards, so that only all of it is 100."""
    return int(100 * part / whole + 1e-9) if whole else 0


def counted(count: int, noun: str) -> str:
    """Write a count with its noun."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
