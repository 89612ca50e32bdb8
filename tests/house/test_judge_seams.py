"""A copy of the kit with a diagnosis, an ending, an attribute and another way to compare a kind more: a place each."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DIAGNOSIS = '''"""Twice too much."""

from tensorgrade.judgement.symptom import Symptom

CONCEPT = "step order"
PLACE = 4995
SUMMARY = "all is doubled."
CAUSE = "It was added twice."
REMEDY = "Add it once."


def recognise(symptom: Symptom) -> bool:
    arrays = symptom.arrays()
    return symptom.attribute == "values" and arrays is not None and bool((arrays[1] == 2 * arrays[0]).all())
'''
KIND = '''"""A str, compared without regard to case."""

from tensorgrade.protocol.values import TextValue

VALUE = TextValue
NAME = "str"


def compare(expected, actual, comparison):
    return None if expected.text.lower() == actual.text.lower() else comparison.mismatch("case", "a", "b")
'''
ENDING = '    FROZEN = "frozen", Facts("it stood still", "timed_out", costs="check")\n'
ATTRIBUTE = """    is_pinned: Annotated[
        bool, Attribute("pinned", read=lambda tensor: tensor.pinned, words="pinned: {}")
    ] = False
"""
ASKED = {
    "a diagnosis": """
from symptoms import differing, tensor
from tensorgrade.judgement.diagnosis import diagnose
found = diagnose(differing(tensor([1.0, 2.0]), tensor([2.0, 4.0])))
print(found.name, "|", found.message)
""",
    "a kind of value": """
from symptoms import evidence, CASE
from tensorgrade.judgement.symptom import symptom_of
from tensorgrade.protocol.values import TextValue
left = [evidence(("result", TextValue(text))) for text in ("yes", "YES", "no")]
print(symptom_of(CASE, left[0], left[1]), symptom_of(CASE, left[0], left[2]).attribute)
""",
    "an ending": """
from symptoms import CASE, ended, evidence
from tensorgrade.judgement.judge import judge_check
from tensorgrade.judgement.wording import actual_of
from tensorgrade.protocol.endings import COSTS_THE_CHECK
from tensorgrade.protocol.records import Ending
from tensorgrade.protocol.transcript import Transcript
sides = [Transcript({CASE.id: evidence(ending=Ending(kind))}) for kind in ("completed", "frozen")]
print(actual_of(ended("frozen")), "|", judge_check((CASE,), *sides).outcome, "frozen" in COSTS_THE_CHECK)
""",
    "an attribute": """
from types import SimpleNamespace
import msgspec
from symptoms import differing, tensor
from tensorgrade.protocol.values import ATTRIBUTES
value, array = tensor([1.0])
pinned = msgspec.structs.replace(value, is_pinned=ATTRIBUTES["is_pinned"].read(SimpleNamespace(pinned=True)))
found = differing((value, array), (pinned, array))
print(found.attribute, "|", found.mismatch.expected, "|", found.mismatch.actual)
""",
}
TOLD = {
    "a diagnosis": "doubled | total: all is doubled.",
    "a kind of value": "None case",
    "an ending": "it stood still | timed_out True",
    "an attribute": "pinned | pinned: False | pinned: True",
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the kit with one more of each."""
    home = tmp_path_factory.mktemp("kit")
    ignored = shutil.ignore_patterns("__pycache__")
    package = Path(shutil.copytree(ROOT / "grader" / "tensorgrade", home / "tensorgrade", ignore=ignored))
    (package / "judgement" / "diagnoses" / "doubled.py").write_text(DIAGNOSIS)
    (package / "judgement" / "compare" / "kinds" / "text.py").write_text(KIND)
    for name, before, added in (
        ("endings", '    UNREADABLE = "unreadable"', ENDING),
        ("values", "    made: Place | None = None\n\n    def refusal", ATTRIBUTE),
    ):
        path = package / "protocol" / f"{name}.py"
        text = path.read_text()
        assert text.count(before) == 1
        path.write_text(text.replace(before, added + before))
    return home


@pytest.mark.parametrize("kind", ASKED)
def test_one_more_is_one_place(copy, kind):
    places = os.pathsep.join((str(copy), str(ROOT / "tests")))
    environment = {**os.environ, "PYTHONPATH": places, "PYTHONDONTWRITEBYTECODE": "1"}
    asked = [sys.executable, "-c", ASKED[kind]]
    done = subprocess.run(asked, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == (TOLD[kind], "")
