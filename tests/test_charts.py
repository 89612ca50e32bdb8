"""Charts as SVG without style or script of their own."""

import math
import re
import xml.etree.ElementTree as ET

import pytest
from made_results import HOSTILE

from reports.charts import bars, level_bars, lines

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
