"""The command `grade`: finds the commands that lie beside it, and imports the one that is run.

Exit statuses are those of tensorgrade.exits.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click

from tensorgrade.exits import Status, sentence_of
from tensorgrade.files import DEFAULT_REPORT
from tensorgrade.text import inert

HERE = Path(__file__).parent
HEADINGS = {
    "student": "Commands for students",
    "instructor": "Commands for instructors",
    "author": "Commands for authors",
}
WIDEST_GAP = 6  # what click leaves round the names of commands


@dataclass(frozen=True)
class Described:
    """What a command's source says of it."""

    name: str
    audience: str
    help: str


def commands_here(folder: Path = HERE) -> Iterator[Described]:
    """Describe the commands of a folder, by name, without importing any."""
    for path in sorted((*folder.glob("*.py"), *folder.glob("*/__init__.py"))):
        tree = ast.parse(path.read_bytes())
        name = path.parent.name if path.stem == "__init__" else path.stem
        for audience in audiences_in(tree):
            yield Described(name, audience, help_in(tree))


def audiences_in(tree: ast.Module) -> Iterator[str]:
    """Give the AUDIENCE of a command; nothing for a module that is none."""
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id="AUDIENCE")], value=ast.Constant(value=str(audience))):
                yield audience


def help_in(tree: ast.Module) -> str:
    """Return the help of a command."""
    functions = (node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "command")
    return next((ast.get_docstring(function) or "" for function in functions), "")


class CommandsHere(click.Group):
    """A group of the commands that lie in this folder. `commands` hold what help and a misspelt name need."""

    def __init__(self, **options: object) -> None:
        """Find the commands."""
        super().__init__(**options)  # type: ignore[arg-type]
        self.described = list(commands_here())
        self.commands = {one.name: click.Command(one.name, help=one.help) for one in self.described}

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Import a command."""
        if name not in self.commands:
            return None
        command: click.Command = import_module(f"{__package__}.{name}").command
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write a line a command, for whom it is."""
        limit = formatter.width - WIDEST_GAP - max(map(len, self.commands))
        for audience, heading in HEADINGS.items():
            names = [one.name for one in self.described if one.audience == audience]
            with formatter.section(heading):
                formatter.write_dl([(name, self.commands[name].get_short_help_str(limit)) for name in names])


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
    return context.invoke(run, path=Path("exercises"), html=DEFAULT_REPORT)


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
