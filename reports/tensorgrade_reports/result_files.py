"""The result of one submission as each file that can be asked for: JSON, HTML, JUnit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from tensorgrade.scoring.result import SubmissionResult, to_json


def write_html(result: SubmissionResult, templates: Path | None = None) -> bytes:
    """Render the HTML report. Raises TemplateFault where a template of `templates` cannot be used."""
    from tensorgrade_reports.html.page import page  # takes long to import, and few runs write a page

    return page(result, templates).encode("utf-8")


def write_junit(result: SubmissionResult) -> bytes:
    """Write JUnit XML."""
    from tensorgrade_reports.platforms import junit  # with the files of all platforms

    return junit.document(result)


WRITERS: Mapping[str, Callable[[SubmissionResult], bytes]] = {
    "json": to_json,
    "html": write_html,
    "junit": write_junit,
}
