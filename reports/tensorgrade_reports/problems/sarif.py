"""SARIF 2.1.0, the OASIS standard for results of static analysis: a rule a diagnosis, a result a problem."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from urllib.parse import quote

import msgspec

from tensorgrade.judgement.diagnosis import entry
from tensorgrade.protocol.ladder import LADDER
from tensorgrade.scoring.result import SubmissionResult
from tensorgrade_reports.overview import Location
from tensorgrade_reports.problems import Problem

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def write(result: SubmissionResult, problems: Sequence[Problem]) -> str:
    """Write the log of one run."""
    rules = list(dict.fromkeys(problem.name for problem in problems))
    run = {
        "tool": {
            "driver": {"name": "tensorgrade", "version": version("tensorgrade"), "rules": list(map(rule_of, rules))}
        },
        "invocations": [{"executionSuccessful": result.is_final}],
        "results": [result_of(problem, rules.index(problem.name)) for problem in problems],
        "columnKind": "unicodeCodePoints",
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(log), indent=2).decode() + "\n"


def rule_of(name: str) -> dict[str, object]:
    """Return a diagnosis as a rule; its page is the rule's help."""
    if name not in LADDER:
        return {"id": name}
    page = entry(name).page
    return {
        "id": name,
        "shortDescription": {"text": " ".join(page.partition("\n\n")[0].split())},
        "help": {"text": page, "markdown": page},
    }


def result_of(problem: Problem, rule: int) -> dict[str, object]:
    """Return one problem as a result."""
    return {
        "ruleId": problem.name,
        "ruleIndex": rule,
        "level": "error",
        "message": {"text": problem.told},
        "locations": [location_of(problem.location, problem.key)] if problem.location else [],
    }


def location_of(place: Location, key: str) -> dict[str, object]:
    """Return a place as SARIF has it."""
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(place.file)},
            "region": {"startLine": place.line, "startColumn": place.column},
        },
        "logicalLocations": [{"fullyQualifiedName": key, "kind": "function"}],
    }
