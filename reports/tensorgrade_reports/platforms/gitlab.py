"""GitLab's code quality report: an entry for each lesson, shown beside its function's line."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from tensorgrade.scoring.result import SubmissionResult
from tensorgrade_reports.overview import Location, failing
from tensorgrade_reports.platforms import CiService, Findings, Platform, Telling

FILE = Path("gl-code-quality-report.json")


def code_quality(result: SubmissionResult, locations: Mapping[str, Location]) -> bytes:
    """Write the report; one whose location is not known is left out."""
    entries = []
    for failure in failing(result):
        location = locations.get(failure.key)
        if location is None:
            continue
        name = failure.lesson.diagnosis.name if failure.lesson else failure.told
        entries.append(
            {
                "description": f"{failure.key}: {failure.told}",
                "check_name": name,
                "fingerprint": hashlib.sha256(f"{failure.key} {name}".encode()).hexdigest(),
                "severity": "major",
                "location": {"path": location.file, "lines": {"begin": location.line}},
            }
        )
    return msgspec.json.format(msgspec.json.encode(entries), indent=2) + b"\n"


class GitLabCi(CiService):
    """A job of GitLab CI, which reads a code quality report beside the JUnit document."""

    def is_here(self, environment: Mapping[str, str]) -> bool:
        """Say whether this runs there."""
        return bool(environment.get("GITLAB_CI"))

    def telling(self, findings: Findings) -> Telling:
        """Say what GitLab is told of a result."""
        return Telling({FILE: code_quality(findings.result, findings.locations)})


PLATFORM = Platform("gitlab", ci=GitLabCi())
