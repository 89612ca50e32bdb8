"""Pictures of a diagnosis, laid out for the templates: heat maps, shapes as boxes, curves. Pure.

Numbers of a result go in; what comes out names classes of the style sheet, never a colour.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tensorgrade.judgement.pictures import Curves, Numbers, Picture, Shapes
from tensorgrade_reports.html import charts

SHADES = 4  # of each sign, in the style sheet
NOISE = 1e-3  # a difference this much smaller than the greatest one is none to look at
CELL, MOST_CELLS, MOST_LAYERS, LAYER_SHIFT = 15, 8, 3, 6


@dataclass(frozen=True)
class HeatCell:
    """One number: its text and its shade, from `n4` (negative) over `z` to `p4` (positive); `odd` is not finite."""

    text: str
    shade: str


@dataclass(frozen=True)
class HeatMap:
    """A small table of numbers; `heads` are the indices of its rows, `columns` those of its columns."""

    title: str
    columns: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[HeatCell, ...], ...]


@dataclass(frozen=True)
class Box:
    """A shape as a drawing: layers of a grid of `across` by `down` cells, and its words."""

    title: str
    told: str
    width: int
    height: int
    layers: tuple[tuple[int, int], ...]
    across: int
    down: int
    grid: str


def heat_maps(picture: Numbers) -> tuple[HeatMap, ...]:
    """Lay out yours, expected and the difference; the first two share one scale."""
    actual, expected = numbers(picture.actual), numbers(picture.expected)
    gap = tuple(
        tuple(one - other if one != other else 0.0 for one, other in zip(*rows, strict=True))
        for rows in zip(actual, expected, strict=True)
    )
    noise = NOISE * greatest(gap)
    gap = tuple(tuple(0.0 if abs(number) < noise else number for number in row) for row in gap)
    shared = greatest((*actual, *expected))
    sides = (("yours", actual, shared), ("expected", expected, shared), ("difference", gap, greatest(gap)))
    return tuple(
        HeatMap(title, column_heads(picture), row_heads(picture), cells(rows, scale)) for title, rows, scale in sides
    )


def numbers(rows: Sequence[Sequence[str]]) -> tuple[tuple[float, ...], ...]:
    """Read numbers back from their text."""
    return tuple(tuple(float(text) for text in row) for row in rows)


def greatest(rows: Sequence[Sequence[float]]) -> float:
    """Return the greatest finite size of any number."""
    return max((abs(number) for row in rows for number in row if math.isfinite(number)), default=0.0)


def cells(rows: Sequence[Sequence[float]], scale: float) -> tuple[tuple[HeatCell, ...], ...]:
    """Write and shade numbers."""
    return tuple(tuple(HeatCell(f"{number:.3g}", shade(number, scale)) for number in row) for row in rows)


def shade(number: float, scale: float) -> str:
    """Choose the shade of a number on a scale."""
    if not math.isfinite(number):
        return "odd"
    steps = math.ceil(SHADES * (abs(number) / scale)) if scale else 0
    return f"{'n' if number < 0 else 'p'}{min(steps, SHADES)}" if steps else "z"


def row_heads(picture: Numbers) -> tuple[str, ...]:
    """Write the index of each row: `0` of a matrix, `0, 2` where leading dimensions are folded."""
    heads = []
    for row in range(picture.row, picture.row + len(picture.actual)):
        index: list[int] = []
        for size in reversed(picture.shape[:-1]):
            index.insert(0, row % max(size, 1))
            row //= max(size, 1)
        heads.append(", ".join(map(str, index)))
    return tuple(heads)


def column_heads(picture: Numbers) -> tuple[str, ...]:
    """Write the index of each column."""
    return tuple(str(picture.column + i) for i in range(len(picture.actual[0]) if picture.actual else 0))


def is_part(picture: Numbers) -> bool:
    """Say whether a picture shows a window only."""
    shown = sum(len(row) for row in picture.actual)
    return shown < math.prod(picture.shape)


def boxes(picture: Shapes) -> tuple[Box, ...]:
    """Draw both shapes."""
    return box("yours", picture.actual), box("expected", picture.expected)


def box(title: str, shape: tuple[int, ...]) -> Box:
    """Draw a shape: the last two dimensions as a grid, those before as layers behind it, all cut to a small size."""
    across, down = (min(max(size, 0), MOST_CELLS) for size in (*reversed(shape[-2:]), 1, 1)[:2])
    count = min(max(math.prod(shape[:-2]), 0), MOST_LAYERS)
    wide, high = across * CELL, down * CELL
    grid = "".join(f"M{i * CELL} 0v{high}" for i in range(1, across))
    grid += "".join(f"M0 {i * CELL}h{wide}" for i in range(1, down))
    shift = max(count - 1, 0) * LAYER_SHIFT
    layers = tuple((1 + i * LAYER_SHIFT, 1 + shift - i * LAYER_SHIFT) for i in reversed(range(count)))
    return Box(title, shape_told(shape), wide + shift + 2, high + shift + 2, layers, wide, high, grid)


def shape_told(shape: tuple[int, ...]) -> str:
    """Write a shape as Python does."""
    return str(tuple(shape))


def curves(picture: Curves) -> Markup:
    """Draw yours and the expected curve over the steps."""
    sides = {"yours": [float(text) for text in picture.actual], "expected": [float(text) for text in picture.expected]}
    steps = [str(i + 1) for i in range(max(map(len, sides.values())))]
    return charts.lines(f"{picture.label}, step by step: yours and expected", steps, sides)


def kind(picture: Picture) -> str:
    """Name the kind of a picture for the templates."""
    return {Shapes: "shapes", Numbers: "numbers", Curves: "curves"}[type(picture)]
