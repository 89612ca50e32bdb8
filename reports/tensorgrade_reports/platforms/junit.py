"""The result of one submission as JUnit XML, as pytest writes it.

A suite an exercise, a case a check, points as properties.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET

from tensorgrade.scoring.result import CheckResult, SubmissionResult
from tensorgrade_reports.numbers import points
from tensorgrade_reports.platforms import Platform, StudentFiles


def document(result: SubmissionResult) -> bytes:
    """Write the result as a JUnit document."""
    root = ET.Element("testsuites", name=result.submission)
    for exercise in result.exercises:
        outcomes = [check.outcome for check in exercise.checks]
        suite = ET.SubElement(
            root,
            "testsuite",
            name=exercise.name,
            tests=str(len(outcomes)),
            failures=str(sum(outcome in ("failed", "timed_out", "crashed") for outcome in outcomes)),
            errors=str(outcomes.count("ungraded")),
            skipped=str(outcomes.count("not_attempted")),
            time=f"{sum(check.seconds for check in exercise.checks):.3f}",
        )
        properties(suite, exercise.points, exercise.possible)
        for check in exercise.checks:
            add_case(suite, exercise.name, check)
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def add_case(suite: ET.Element, exercise: str, check: CheckResult) -> None:
    """Add one check."""
    case = ET.SubElement(
        suite, "testcase", classname=f"{exercise}.{check.function}", name=check.name, time=f"{check.seconds:.3f}"
    )
    properties(case, check.points, check.possible)
    if check.outcome == "passed":
        return
    tag = {"not_attempted": "skipped", "ungraded": "error"}.get(check.outcome, "failure")
    message = check.diagnoses[0].message if check.diagnoses else check.outcome
    told = ET.SubElement(case, tag, message=message)
    told.text = "\n".join(
        f"{diagnosis.name}\nactual: {diagnosis.actual}\nexpected: {diagnosis.expected}\nwhere: {diagnosis.where}\n"
        f"cause: {diagnosis.cause or diagnosis.could_be}\nremedy: {diagnosis.remedy}"
        for diagnosis in check.diagnoses
    )


def properties(parent: ET.Element, earned: float, possible: float) -> None:
    """Add points as properties."""
    group = ET.SubElement(parent, "properties")
    ET.SubElement(group, "property", name="points", value=points(earned))
    ET.SubElement(group, "property", name="possible", value=points(possible))


PLATFORM = Platform("junit", export=StudentFiles(lambda student: document(student.sheet.result), suffix="xml"))
