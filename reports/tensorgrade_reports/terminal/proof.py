"""What `grade verify` proved, on the terminal: problems first, then a table of counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from tensorgrade_reports.numbers import counted
from tensorgrade_reports.terminal import result as terminal

if TYPE_CHECKING:
    from tensorgrade.proof import Proof


def show_proof(proof: Proof) -> None:
    """Print a proof."""
    out = terminal.console()
    for problem in proof.problems:
        out.print(Text(problem, style="red"))
    for name in proof.misnamed:
        out.print(Text(name, style="yellow"))
    table = Table("proved", "right", "of", show_edge=False)
    table.add_row("alternatives with full points", str(proof.alternatives_full), str(proof.alternatives))
    table.add_row("mistakes caught", str(proof.caught), str(proof.mistakes))
    table.add_row("mistakes named right first", str(proof.named), str(proof.mistakes))
    table.add_row("false accusations", str(len(proof.accusations)), "0")
    out.print(table)
    found = counted(len(proof.problems), "problem") if proof.problems else "no problem"
    out.print(Text(f"{counted(proof.exercises, 'exercise')} verified, {found} found", style="bold"))
