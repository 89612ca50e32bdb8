"""Golden submissions: each folder under tests/submissions is graded and compared with its expected.json.

`functions` names those that are expected to lose points, `others` what all other functions do: "full", or the same
description. `at_import`: what is told once for the file, by name and place.
"""

import json
from pathlib import Path

import pytest

from tensorgrade.submission.read import read_submission

FOLDERS = sorted(path for path in (Path(__file__).parent / "submissions").iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
def test_golden(folder, course, grader_of):
    wanted = json.loads((folder / "expected.json").read_text())
    grader = grader_of(*wanted["exercises"])
    result = grader.grade(read_submission(folder, course), seed=0).result
    assert result.is_final
    at_import = [[told.name, told.where] for exercise in result.exercises for told in exercise.at_import]
    assert wanted.get("at_import", at_import) == at_import
    for exercise in result.exercises:
        for function in exercise.functions:
            expected = wanted["functions"].get(function.name, wanted["others"])
            checks = [check for check in exercise.checks if check.function == function.name]
            told = [(check.outcome, [diagnosis.name for diagnosis in check.diagnoses]) for check in checks]
            if expected == "full":
                assert function.points == function.possible, (function.name, told)
            else:
                assert function.points == expected["points"], (function.name, told)
                assert [outcome for outcome, _ in told] == [expected["outcome"]] * len(checks), told
                assert [names[0] for _, names in told] == [expected["diagnosis"]] * len(checks), told
