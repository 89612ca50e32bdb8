"""GitLab's code quality report: an entry for the first failure of each function, shown beside its line."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import msgspec

from tensorgrade.scoring.result import SubmissionResult
from tensorgrade_reports.overview import failing
from tensorgrade_reports.platforms.github import Place


def code_quality(result: SubmissionResult, places: Mapping[str, Place]) -> bytes:
    """Write the report; a function whose place is not known is left out."""
    entries = []
    for failure in failing(result):
        place = places.get(failure.key)
        if place is None:
            continue
        name = failure.check.diagnoses[0].name if failure.check.diagnoses else failure.check.outcome
        entries.append(
            {
                "description": f"{failure.key}: {failure.told}",
                "check_name": name,
                "fingerprint": hashlib.sha256(f"{failure.key} {name}".encode()).hexdigest(),
                "severity": "major",
                "location": {"path": place.file, "lines": {"begin": place.line}},
            }
        )
    return msgspec.json.format(msgspec.json.encode(entries), indent=2) + b"\n"
