"""What `grade verify` proved, on the terminal: problems first, then a table of counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from tensorgrade_reports.terminal import result as terminal

if TYPE_CHECKING:
    from tensorgrade.proof import Proof


def show(verdict: Proof) -> None:
    """Print a verdict."""
    out = terminal.console()
    for problem in verdict.problems:
        out.print(Text(problem, style="red"))
    for name in verdict.misnamed:
        out.print(Text(name, style="yellow"))
    for pair in verdict.inseparable:
        out.print(Text(f"no check separates {pair}", style="yellow"))
    table = Table("proved", "right", "of", show_edge=False)
    table.add_row("alternatives with full points", str(verdict.alternatives_full), str(verdict.alternatives))
    table.add_row("mistakes caught", str(verdict.caught), str(verdict.mistakes))
    table.add_row("mistakes named right first", str(verdict.named), str(verdict.mistakes))
    table.add_row("named right without their own recording", str(verdict.named_by_others), str(verdict.mistakes))
    table.add_row("false accusations", str(len(verdict.accusations)), "0")
    out.print(table)
    found = counted(len(verdict.problems), "problem") if verdict.problems else "no problem"
    out.print(Text(f"{counted(verdict.exercises, 'exercise')} verified, {found} found", style="bold"))


def counted(count: int, noun: str) -> str:
    """Write a count with its noun."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
