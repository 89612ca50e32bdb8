"""Golden submissions: each folder under tests/submissions is graded and compared with its expected.json.

`functions` names those that are expected to lose points, `others` what all other functions do: "full", or the same
description. A description is the points with the outcome and the first diagnosis of every check, which is the
function's one lesson, or the names of its `lessons`, with their `causes` and the points if they matter; `remedies` has
what is to be in those, `lines` what is to be seen beside the code: number, words, mark. `file` is the name of the
lesson of the whole file, if any; `at_import` what is told once for the file, by name and place; `advice` the notes, by
name and words.
"""

import json
from pathlib import Path

import pytest

from tensorgrade.submission.read import read_submission

FOLDERS = sorted(path for path in (Path(__file__).parent / "submissions").iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
@pytest.mark.slow
def test_golden(folder, course, grader_of, monkeypatch):
    monkeypatch.setattr("tensorgrade.execution.worker.GRACE_SECONDS", 0.5)
    monkeypatch.setattr("tensorgrade.sitting.TRIAL_SECONDS", 10.0)
    wanted = json.loads((folder / "expected.json").read_text())
    grader = grader_of(*wanted["exercises"])
    result = grader.grade(read_submission(folder, course), seed=0).result
    assert result.is_final
    at_import = [[told.name, told.where] for exercise in result.exercises for told in exercise.of_file]
    assert wanted.get("at_import", at_import) == at_import
    notes = [[note.name, note.message] for exercise in result.exercises for note in exercise.advice]
    assert notes == wanted.get("advice", [])
    for exercise in result.exercises:
        whole = [lesson.diagnosis.name for lesson in exercise.lessons if not lesson.function]
        assert whole == wanted.get("file", [name for name, _ in at_import if "at_import" in wanted][: len(whole)])
        for function in exercise.functions:
            expected = wanted["functions"].get(function.name, wanted["others"])
            checks = [check for check in exercise.checks if check.function == function.name]
            told = [(check.outcome, [diagnosis.name for diagnosis in check.diagnoses]) for check in checks]
            lessons = [lesson.diagnosis.name for lesson in exercise.lessons if lesson.function == function.name]
            if expected == "full":
                assert function.points == function.possible, (function.name, told)
                assert lessons == []
                continue
            if "points" in expected:
                assert round(function.points, 2) == expected["points"], (function.name, told)
            if "outcome" in expected:
                assert [outcome for outcome, _ in told] == [expected["outcome"]] * len(checks), told
                assert [names[0] for _, names in told] == [expected["diagnosis"]] * len(checks), told
            is_quiet = whole or expected.get("outcome") == "not_attempted"
            assert lessons == ([] if is_quiet else expected.get("lessons") or [expected["diagnosis"]])
            own = [lesson for lesson in exercise.lessons if lesson.function == function.name]
            causes = [lesson.diagnosis.cause for lesson in own]
            assert causes == expected.get("causes", causes)
            for lesson, words in zip(own, expected.get("remedies", []), strict=False):
                assert words in lesson.diagnosis.remedy
            for lesson, lines in zip(own, expected.get("lines", []), strict=False):
                seen = {line.number: ("; ".join(line.values), line.mark) for line in lesson.code.lines}
                assert all(words in seen[number][0] and mark == seen[number][1] for number, words, mark in lines), seen
