"""What makes a result out of date."""

import json
import subprocess
import sys

import pytest
from kit_copy import copy_packages
from tiny_course import ALTERNATIVE, CHECKS, MISTAKE, REFERENCE, STUB, write

from tensorgrade.answers.keys import ResultKey, content_key, course_key, parsed_key, runs_key
from tensorgrade.course.catalogue import read_course
from tensorgrade.submission.read import Submission


def key(root, level="sealed", device="all"):
    course = read_course(root)
    return course_key(course, course.exercises, level, device)


@pytest.mark.parametrize(
    "change",
    [
        {"reference": REFERENCE + "\n"},
        {"checks": CHECKS + "\n"},
        {"stub": STUB + "\n"},
        {"mistake": MISTAKE + "\n"},
    ],
)
def test_a_changed_course(tmp_path, change):
    before = key(write(tmp_path))
    assert key(tmp_path) == before
    assert key(write(tmp_path, **change)) != before


def test_an_alternative_that_no_mistake_changes(tmp_path):
    before = key(write(tmp_path))
    assert key(write(tmp_path, alternative=ALTERNATIVE + "\n")) == before


def test_an_alternative_that_a_mistake_changes(tmp_path):
    change = '@change("einsum")\ndef zero(x):\n    """wrong-values: Zero."""\n    {}\n'
    change = change.format("""replace('return torch.einsum("i->", x)', 'return x * 0')""")
    before = key(write(tmp_path, mistake=change))
    assert key(write(tmp_path, mistake=change, alternative=ALTERNATIVE + "\n")) != before


def test_runs_do_not_follow_from_what_checks_are_worth_or_say(tmp_path):
    def of_runs(checks):
        course = read_course(write(tmp_path, checks=checks))
        return runs_key(course, course.exercises[0], 7, ["cpu"])

    before = of_runs(CHECKS)
    assert of_runs(CHECKS.replace("points(5)", "points(3)")) == before
    assert of_runs(CHECKS.replace('"""total', '"""Words: total').replace('"""doubled', '"""Words: doubled')) == before
    assert of_runs(f'"""Words of the file."""{CHECKS}') == before
    assert of_runs(CHECKS.replace("randn", "rand")) != before
    assert of_runs(CHECKS.replace("mark.points(5)", "mark.timeout(5)", 1)) != before


def test_hidden_checks_and_data(tmp_path):
    write(tmp_path)
    keys = {key(tmp_path)}
    for place in ("solutions/checks/test_sums.py", "exercises/data/set.bin"):
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).write_text("x")
        keys.add(key(tmp_path))
    assert len(keys) == 3


def test_another_level_or_device_but_not_another_place(tmp_path):
    write(tmp_path / "a")
    write(tmp_path / "b")
    assert key(tmp_path / "a") == key(tmp_path / "b")
    others = ({}, {"level": "separate"}, {"device": "cpu"})
    assert len({key(tmp_path / "a", **other) for other in others}) == 3


def test_a_changed_submission():
    variants = [
        Submission("ada", {"a.py": b"1", "b.py": b"2"}, {}),
        Submission("ada", {"a.py": b"12", "b.py": b""}, {}),
        Submission("ada", {"a.py": b"1"}, {}),
        Submission("ada", {"a.py": b"1"}, {"b.py": "gone"}),
        Submission("ada", {"\udcff.py": b"1"}, {}),
    ]
    assert len({content_key(one) for one in variants}) == len(variants)
    assert content_key(variants[0]) == content_key(Submission("ben", variants[0].files, {}))


def test_a_key_is_read_as_it_was_written():
    for key in (ResultKey("c0", 7, "5e"), ResultKey("", 7, "unread")):
        assert parsed_key(str(key)) == key
    assert [parsed_key(text) for text in ("", "c0", "c0 7 ", "c0 seven 5e")] == [None] * 4


# Prints the keys of a course, of its reference and of a mistake: at first, and after each change of a file.
CHANGING = """
import json, sys
from functools import cache
from pathlib import Path
from tensorgrade.course.catalogue import read_course
from tensorgrade.answers import fingerprint
from tensorgrade.answers.fingerprint import imports_in, kit_key, package, recorder_key
from tensorgrade.answers.keys import course_key
from tensorgrade.answers.known_answers import known_answers
from tensorgrade.answers.recordings import files_key, mistake_key, reference_key

fingerprint.imports_in = cache(lambda path: list(imports_in(path)))  # no file comes to import something else

def keys():
    kit_key.cache_clear(), recorder_key.cache_clear()
    course = read_course(Path(sys.argv[1]))
    exercise, = course.exercises
    mistake, = known_answers(course, exercise, "mistakes")
    return [
        course_key(course, [exercise], "sealed", "all"),
        reference_key(course, exercise, 0, ["cpu"]),
        mistake_key(files_key(course, exercise), 0, mistake),
    ]

assert package("tensorgrade", None).parent == Path.cwd()
print(json.dumps(keys()))
for name in sys.argv[2:]:
    path = Path.cwd() / name
    content = path.read_bytes()
    path.write_bytes(content + b"\\n")
    print(json.dumps(keys()))
    path.write_bytes(content)
"""
RUNS = ["text", "protocol/records", "protocol/values", "protocol/messages", "protocol/frames", "python_source"]
RUNS += ["execution/run", "worker/recorder", "worker/sim/kernels"]
JUDGES = ["tensorgrade/scoring/points.py", "tensorgrade/judgement/compare/comparison.py"]
JUDGES += ["tensorgrade/scoring/result.schema.json"]
JUDGES += ["tensorgrade_reports/html/page.py", "tensorgrade_reports/html/templates/verdict.html"]


@pytest.mark.slow
def test_a_changed_kit_makes_results_out_of_date_and_recordings_where_it_runs_checks(tmp_path):
    copy_packages(tmp_path)
    files = [*(f"tensorgrade/{name}.py" for name in RUNS), *JUDGES]
    command = [sys.executable, "-c", CHANGING, str(write(tmp_path / "course")), *files]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    first, *others = map(json.loads, done.stdout.splitlines())
    changed = {
        name: [now != before for before, now in zip(first, keys, strict=True)]
        for name, keys in zip(files, others, strict=True)
    }
    assert changed == {name: [True, name not in JUDGES, name not in JUDGES] for name in files}
