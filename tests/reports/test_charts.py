"""Charts as SVG without style or script of their own."""

import math
import re
import xml.etree.ElementTree as ET

import pytest
from made_results import HOSTILE

from tensorgrade_reports.html.charts import bars, level_bars, lines

LABELS = ["a", "b", "c"]


@pytest.mark.parametrize("draw", [bars, level_bars, lines])
def test_a_drawing_speaks_and_brings_nothing_that_a_page_forbids(draw):
    drawing = draw("three numbers", LABELS, {"scores": [1.0, 20.0, 30.0], "before": [3.0, 2.0, 1.0]})
    root = ET.fromstring(drawing)
    assert (root.get("role"), root.get("aria-label")) == ("img", "three numbers")
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags.isdisjoint({"script", "style", "title", "desc", "defs"})
    assert not any(element.get("style") for element in root.iter())
    assert not re.search(r"https?://(?!www\.w3\.org/)", drawing)
    assert {"scores", "before"} <= {text.strip() for text in root.itertext()}


@pytest.mark.parametrize("draw", [bars, level_bars, lines])
def test_names_are_text(draw):
    drawing = draw(HOSTILE, [HOSTILE], {"scores": [1.0], HOSTILE: [2.0]})
    root = ET.fromstring(drawing)
    assert root.get("aria-label") == HOSTILE
    assert "<img" not in drawing and "<script" not in drawing


def test_a_number_that_is_not_finite_leaves_a_gap():
    def dots(numbers):
        root = ET.fromstring(lines("losses", LABELS, {"losses": numbers}))
        return len([one for one in root.iter() if one.tag.endswith("circle") and "dot" in one.get("class", "")])

    assert dots([1.0, 2.0, 3.0]) == 3
    assert dots([1.0, math.nan, 3.0]) == dots([1.0, math.inf, 3.0]) == 2


def test_long_curves_name_every_few_steps():
    steps = [str(step) for step in range(100)]
    texts = set(ET.fromstring(lines("loss", steps, {"loss": [2.5] * 100})).itertext())
    assert {"0", "10", "90"} <= texts and not {"11", "45", "99"} & texts


@pytest.mark.parametrize(
    ("numbers", "labels"),
    [
        ([1e155, 2e155, 3e155], ["1.2e+155", "1.6e+155", "2e+155", "2.4e+155", "2.8e+155"]),
        ([1e300, 1.0, -2.0], ["0", "2e+299", "4e+299", "6e+299", "8e+299", "1e+300"]),
        ([1.7e308, -1.7e308, 0.0], ["-1.6e+308", "-8e+307", "0", "8e+307", "1.6e+308"]),
        ([1.7976931e308] * 3, ["1.798e+308"]),
        ([1e-310, 2e-310, 3e-310], ["1.2e-310", "1.6e-310", "2e-310", "2.4e-310", "2.8e-310"]),
        ([5e-324, 1e-323, 0.0], ["0", "0", "4.941e-324", "4.941e-324", "9.881e-324"]),
        ([1.0, 1.0 + 2e-16, 1.0], ["1"]),  # between which no step fits into a float
        ([1e15, 1e15 + 0.125, math.inf], ["1e+15"]),
        ([math.nan, math.inf, -math.inf], ["0", "0.2", "0.4", "0.6", "0.8", "1"]),
        ([0.0, -0.0, 0.0], ["0", "0.2", "0.4", "0.6", "0.8", "1"]),
    ],
)
def test_curves_of_any_size_have_a_scale(numbers, labels):
    root = ET.fromstring(lines("loss", ["", "", ""], {"loss": numbers}))
    texts = [text.strip() for text in root.itertext() if text.strip() and text != "No data"]
    assert texts == labels
    assert not {"nan", "inf"} & set(re.findall("[a-z]+", " ".join(element.get("d", "") for element in root.iter())))
