"""With CI=true a test that is skipped fails the run and is listed, unless it needs CUDA or --long. A pytest plugin."""

from __future__ import annotations

import os

import pytest

EXCUSES = ("CUDA", "--long")


class Skips:
    """The skips of a run that nothing excuses."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def note(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        if report.skipped and not hasattr(report, "wasxfail"):
            reason = str(report.longrepr[2]).removeprefix("Skipped: ")  # file, line, reason
            if not any(excuse in reason for excuse in EXCUSES):
                self.found.append(f"{report.nodeid}: {reason}")

    pytest_runtest_logreport = note
    pytest_collectreport = note

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.found and session.exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.found:
            terminalreporter.section("skipped, and with CI=true nothing may be but for CUDA and --long")
            for line in sorted(set(self.found)):
                terminalreporter.write_line(line)


def pytest_configure(config: pytest.Config) -> None:
    if os.environ.get("CI") == "true" and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Skips())
