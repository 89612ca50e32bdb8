"""Bars and lines as static SVG that stands inside a page and takes its colours from the page's style sheet.

Labels and numbers go in, markup comes out. pygal draws; the style, the script and the notes that it would put into
each picture are left out, for the pages allow no style and no script but their own.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

import pygal
from markupsafe import Markup

Series = Mapping[str, Sequence[float]]

LEFT_OUT = {"defs", "desc", "title"}
LABELS_ON_AXIS = 10
FAR = 1e9
LEAST_POWER = 300
CLOSE = 1e-9


def bars(told: str, labels: Sequence[str], series: Series) -> Markup:
    """Draw upright bars; `told` is what a screen reader says of the picture."""
    return drawn(pygal.Bar(height=240, show_y_guides=True, rounded_bars=2, **common(series)), told, labels, series)


def level_bars(words: str, labels: Sequence[str], series: Series) -> Markup:
    """Draw bars that lie, one below the other, from 0 to 100."""
    height = 40 + 26 * len(labels) * max(len(series), 1)
    chart = pygal.HorizontalBar(height=height, range=(0, 100), rounded_bars=2, **common(series))
    upwards = {name: numbers[::-1] for name, numbers in series.items()}  # pygal's first bar is the lowest
    return drawn(chart, words, labels[::-1], upwards)


def lines(words: str, labels: Sequence[str], series: Series) -> Markup:
    """Draw a line for each series; numbers that are not finite leave a gap."""
    dots = max((len(numbers) for numbers in series.values()), default=0) <= 2 * LABELS_ON_AXIS
    chart = pygal.Line(height=220, show_dots=dots, dots_size=3, **common(series))
    unit = unit_of(series)
    if unit != 1:
        chart.value_formatter = lambda number: f"{number * unit:.4g}"
    return drawn(chart, words, labels, levelled({name: in_units(numbers, unit) for name, numbers in series.items()}))


def unit_of(series: Series) -> float:
    """Return the power of ten in which numbers are drawn, for pygal cannot scale those near the ends of a float."""
    greatest = max((abs(number) for number in finite(series)), default=0.0)
    if not greatest or 1 / FAR <= greatest <= FAR:
        return 1.0
    return float(10.0 ** max(math.floor(math.log10(greatest)), -LEAST_POWER))


def in_units(numbers: Sequence[float], unit: float) -> list[float]:
    """Divide numbers by a unit."""
    return [number / unit for number in numbers]


def levelled(series: Series) -> Series:
    """Return numbers that differ by less than an eye can see as one number: pygal finds no steps between them."""
    lowest, highest = min(finite(series), default=0.0), max(finite(series), default=0.0)
    if highest - lowest > CLOSE * max(abs(lowest), abs(highest)):
        return series
    return {
        name: [highest if math.isfinite(number) else number for number in numbers] for name, numbers in series.items()
    }


def finite(series: Series) -> Iterator[float]:
    """Walk through the finite numbers of all series."""
    return (number for numbers in series.values() for number in numbers if math.isfinite(number))


def common(series: Series) -> dict[str, object]:
    """Return what all charts share."""
    return {
        "width": 560,
        "js": (),
        "css": (),
        "no_prefix": True,
        "disable_xml_declaration": True,
        "show_legend": len(series) > 1,
        "legend_at_bottom": True,
        "truncate_legend": -1,
        "truncate_label": -1,
        "margin": 12,
        "max_scale": 6,
    }


def drawn(chart: pygal.Graph, words: str, labels: Sequence[str], series: Series) -> Markup:
    """Fill a chart and write it."""
    step = math.ceil(len(labels) / LABELS_ON_AXIS) if isinstance(chart, pygal.Line) else 1
    chart.x_labels = [label if i % step == 0 else "" for i, label in enumerate(labels)]
    for name, numbers in series.items():
        chart.add(name, [number if math.isfinite(number) else None for number in numbers])
    chart.add_xml_filter(bare)
    chart.add_xml_filter(lambda root: spoken(root, words))
    return Markup(chart.render(is_unicode=True))


def spoken(root: Element, words: str) -> Element:
    """Give a drawing its words for a screen reader."""
    root.set("role", "img")
    root.set("aria-label", words)
    return root


def bare(root: Element) -> Element:
    """Leave out of a drawing its style, its script, its notes, and what a script that is not there would show."""
    for parent in list(root.iter()):
        for child in list(parent):
            if not isinstance(child.tag, str) or child.tag.rpartition("}")[2] in LEFT_OUT or is_overlay(child):
                parent.remove(child)
        for name in ("style", "id"):
            parent.attrib.pop(name, None)
    return root


def is_overlay(element: Element) -> bool:
    """Say whether this part of a drawing waits for a script."""
    return "tooltip-overlay" in element.get("class", "")
