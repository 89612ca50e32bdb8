"""GitHub's log and job summary: an annotation for each lesson, and a table; the same as a comment on a clone.

Source: GitHub's workflow commands. Properties escape % CR LF : and ,; messages % CR LF; ten annotations a step count.
The text of an issue, of a pull request or of a comment on one has 65,536 characters at most.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tensorgrade.classroom.hand_ins.clones import is_repository
from tensorgrade.judgement.diagnosis import Diagnosis
from tensorgrade.scoring.result import SubmissionResult
from tensorgrade.text import plain_line
from tensorgrade_reports.final_words import escaped_markdown as cell
from tensorgrade_reports.final_words import in_markdown
from tensorgrade_reports.numbers import score
from tensorgrade_reports.overview import Failing, Location, checks_of, failing, function_lines, next_step, remark
from tensorgrade_reports.platforms import (
    Addressee,
    CiService,
    Feedback,
    Findings,
    Platform,
    Telling,
    Unreachable,
    github_classroom,
)

AT_MOST = 10
SUMMARY_LIMIT, COMMENT_LIMIT = 1 << 20, 1 << 16
WORDS = {"passed": "✅", "failed": "❌", "not_attempted": "⬜", "ungraded": "⚠️"}


def annotated(result: SubmissionResult, locations: Mapping[str, Location]) -> list[str]:
    """Return a workflow command for each lesson, at most ten; the last tells of the rest.

    locations: by `slug.function`, of a whole file by its `slug`.
    """
    found = failing(result)
    kept = found if len(found) <= AT_MOST else found[: AT_MOST - 1]
    lines = [annotation(failure, locations.get(failure.key)) for failure in kept]
    if rest := found[len(kept) :]:
        lines.append(f"::error title={prop('and more')}::{escaped(f'{len(rest)} more mistakes are to be fixed')}")
    return lines


def annotation(failure: Failing, location: Location | None) -> str:
    """Write one annotation."""
    properties = {"file": location.file, "line": str(location.line)} if location else {}
    lesson = failure.lesson
    properties["title"] = f"{failure.key}: {lesson.diagnosis.name}" if lesson else failure.key
    told = [failure.told, *(advice(lesson.diagnosis) if lesson else [])]
    written = ",".join(f"{name}={prop(text)}" for name, text in properties.items())
    return f"::error {written}::{escaped(' '.join(text for text in told if text))}"


def advice(diagnosis: Diagnosis) -> list[str]:
    """Return the cause, what it could be, and the remedy, as far as there are any."""
    could_be = f"It could be: {diagnosis.could_be}" if diagnosis.could_be else ""
    return [text for text in (diagnosis.cause, could_be, diagnosis.remedy) if text]


def escaped(text: str) -> str:
    """Escape a message."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def prop(text: str) -> str:
    """Escape a property."""
    return escaped(text).replace(":", "%3A").replace(",", "%2C")


def summary(result: SubmissionResult, changes: Sequence[str] = ()) -> str:
    """Write the job summary as Markdown, under GitHub's limit."""
    lines = [f"## {score(result.points, result.possible)} points", "", *changes, details(result)]
    return cut("\n".join(lines), SUMMARY_LIMIT)


def details(result: SubmissionResult) -> str:
    """Say what comes next, how each function stands, and what is to be fixed."""
    lines = [next_step(result), ""]
    lines += ["| exercise | function | points | |", "|---|---|---:|---|"]
    for exercise in result.exercises:
        for line in function_lines(exercise):
            told = remark(line, checks_of(exercise, line.result.name))
            cells = (exercise.name, line.result.name, score(line.result.points, line.result.possible))
            lines.append(f"| {' | '.join(map(cell, cells))} | {WORDS[line.standing]} {cell(told)} |")
    for failure in failing(result):
        lines += ["", f"**{cell(failure.key)}**: {cell(failure.told)}"]
        if failure.lesson:
            lines += [f"  \n{cell(text)}" for text in advice(failure.lesson.diagnosis)]
    return "\n".join(lines) + "\n"


def cut(text: str, limit: int) -> str:
    """Keep a text under a limit in bytes, whole lines."""
    content = text.encode("utf-8", "backslashreplace")
    if len(content) <= limit:
        return text
    kept = content[: limit - 100].decode("utf-8", "ignore").rpartition("\n")[0]
    return kept + "\n\n(cut short; the whole is in the report)\n"


def comment_name(addressee: Addressee) -> str:
    """Name a comment after the clone that it is for. Raises Unreachable for who handed in none."""
    paths = [path for _, path in addressee.hand_in.paths] if addressee.hand_in else []
    clone = next(filter(is_repository, paths), None)
    if clone is None:
        raise Unreachable("no clone of a repository is there: --hand-ins says where")
    return f"{plain_line(clone.name)}.md"


def comment(addressee: Addressee, page: bytes) -> bytes:
    """Write a comment: the grade and what was said by hand, then what a job's summary holds."""
    text = f"{in_markdown(addressee.grade)}\n\n{details(addressee.student.row.result)}"
    return cut(text, COMMENT_LIMIT).encode("utf-8", "backslashreplace")


class GitHubActions(CiService):
    """A job of GitHub Actions: annotations in its log, a summary, and the output that GitHub Classroom reads."""

    def is_here(self, environment: Mapping[str, str]) -> bool:
        """Say whether this runs there."""
        return environment.get("GITHUB_ACTIONS") == "true"

    def telling(self, findings: Findings) -> Telling:
        """Say what GitHub is told of a result."""
        output = f"result={github_classroom.step_output(findings.sheet)}\n"
        added = {"GITHUB_STEP_SUMMARY": summary(findings.result), "GITHUB_OUTPUT": output}
        return Telling(log=annotated(findings.result, findings.locations), added=added)


PLATFORM = Platform("github", ci=GitHubActions(), feedback=Feedback(comment_name, comment))
