"""docs/first-hour.txt holds the screens of the steps that docs/first_hour.py takes, each of one terminal's size."""

import re
from pathlib import Path
from runpy import run_path

ROOT = Path(__file__).resolve().parents[2]
WALK = (ROOT / "docs" / "first-hour.txt").read_text(encoding="utf-8")
SCRIPT = run_path(str(ROOT / "docs" / "first_hour.py"))


def test_each_step_has_its_screen():
    shown = re.split(r"^## (.*)$", WALK, flags=re.MULTILINE)[1:]
    assert shown[::2] == [step.told for step in SCRIPT["STEPS"]]
    for step, screen in zip(SCRIPT["STEPS"], shown[1::2], strict=True):
        assert step.until in screen, step.told


def test_each_screen_is_of_the_terminals_size():
    screens = re.findall(r"^\+-+\+\n(.*?)^\+-+\+$", WALK, flags=re.MULTILINE | re.DOTALL)
    assert len(screens) == len(SCRIPT["STEPS"])
    for screen in screens:
        rows = screen.splitlines()
        assert len(rows) <= SCRIPT["ROWS"]
        assert {len(row) for row in rows} == {SCRIPT["COLUMNS"] + 2}
    assert "Traceback" not in WALK
