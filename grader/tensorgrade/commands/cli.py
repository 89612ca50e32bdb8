"""The command `grade`: finds the commands that lie beside it, and imports the one that is run.

Where the course has no solutions, as for students, `grade --help` lists the commands for students alone.

Exit statuses are those of tensorgrade.exits.
"""

from __future__ import annotations

import ast
import re
import sys
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import click

from tensorgrade.commands.home import home, own_exercises
from tensorgrade.course.catalogue import CourseError, find_course
from tensorgrade.exits import Status, sentence_of
from tensorgrade.files import DEFAULT_REPORT
from tensorgrade.text import inert

HERE = Path(__file__).parent
MARK = re.compile(r'^AUDIENCE = "(\w+)"', re.MULTILINE)
HEADINGS = {
    "student": "Commands for students",
    "instructor": "Commands for instructors",
    "author": "Commands for authors",
}
FOR_OTHERS = "Other commands are listed where the course has its solutions: they are for instructors and authors."
WIDEST_GAP = 6  # what click leaves round the names of commands


@dataclass(frozen=True)
class Description:
    """What the source of a command says of it."""

    audience: str
    help: str


def sources_in(folder: Path) -> dict[str, Path]:
    """Find the sources of the commands in a folder, by their names."""
    paths = sorted((*folder.glob("*.py"), *folder.glob("*/__init__.py")))
    named = {path.parent.name if path.stem == "__init__" else path.stem: path for path in paths}
    return {
        name.replace("_", "-"): path for name, path in named.items() if MARK.search(path.read_text(encoding="utf-8"))
    }


def description_of(source: Path) -> Description:
    """Read what a command says of itself, without importing it."""
    text = source.read_text(encoding="utf-8")
    audience = MARK.search(text)
    functions = [node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef) and node.name == "command"]
    return Description(audience[1] if audience else "", ast.get_docstring(functions[0]) or "" if functions else "")


class CommandsHere(click.Group):
    """A group of the commands that lie in this folder; one is imported when it is run."""

    def __init__(self, **options: Any) -> None:
        """Find the commands; for each stands one that has its name only, for click to look a misspelt one up in."""
        super().__init__(**options)
        self.sources = sources_in(HERE)
        self.commands = {name: click.Command(name) for name in self.sources}

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Import a command."""
        if name not in self.commands:
            return None
        command: click.Command = import_module(f"{__package__}.{name.replace('-', '_')}").command
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write a line a command, for whom it is."""
        limit = formatter.width - WIDEST_GAP - max(map(len, self.sources))
        described = {name: description_of(source) for name, source in self.sources.items()}
        is_at_home = not has_solutions(Path())
        for audience, heading in HEADINGS.items():
            if is_at_home and audience != "student":
                continue
            with formatter.section(heading):
                formatter.write_dl(
                    [
                        (name, click.Command(name, help=one.help).get_short_help_str(limit))
                        for name, one in described.items()
                        if one.audience == audience
                    ]
                )
        if is_at_home:
            formatter.write_paragraph()
            formatter.write_text(FOR_OTHERS)


def has_solutions(folder: Path) -> bool:
    """Say whether the course that a folder lies in has its solutions, or there is none."""
    try:
        return (find_course(folder) / "solutions").is_dir()
    except CourseError:
        return True


@click.group(cls=CommandsHere, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tensorgrade", prog_name="grade")
@click.pass_context
def cli(context: click.Context) -> object:
    """Grade PyTorch exercises and name the mistake.

    Without a command: grade ./exercises, print the result, and write grade-report.html.
    """
    if context.invoked_subcommand is not None:
        return None
    run = cli.get_command(context, "run")
    assert run is not None
    return context.invoke(run, path=own_exercises(), html=home() / DEFAULT_REPORT)


@cli.result_callback()
@click.pass_context
def end(context: click.Context, status: Status) -> NoReturn:
    """End with the exit status that a command returned."""
    context.exit(status)


def main() -> NoReturn:
    """Run the command line; turn what the user can mend into one sentence and the right exit status."""
    try:
        sys.exit(cli.main(standalone_mode=False))
    except click.exceptions.Abort:
        click.echo("grade: interrupted", err=True)
        sys.exit(Status.interrupted)
    except click.ClickException as error:
        click.echo(inert(f"grade: {error.format_message()}"), err=True)
        sys.exit(Status.usage)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(Status.missing)
    except Exception as error:
        sentence, status = sentence_of(error)
        click.echo(inert(f"grade: {sentence}"), err=True)
        sys.exit(status)
