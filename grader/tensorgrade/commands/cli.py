"""The command `grade`. Each command imports what it needs when it runs.

Help, hints and explanations never wait for torch.

Exit status: 0 graded and all points, 1 graded with points missing, 2 bad usage or input, 3 our own failure.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from tensorgrade.classroom import engines
from tensorgrade.discovery import names_in
from tensorgrade.files import DEFAULT_REPORT
from tensorgrade.protocol.messages import DEVICES

FULL, MISSING, USAGE, OURS = 0, 1, 2, 3
FORMATS = (
    "gradescope", "prairielearn", "github-classroom", "classroom50", "canvas", "moodle", "nbgrader", "csv", "junit",
)  # fmt: skip
AUTOGRADERS = ("gradescope-autograder", "prairielearn-grader")

course_option = click.option(
    "--course", type=click.Path(path_type=Path), metavar="DIR", help="The course: a folder with exercises/ in it."
)

templates_option = click.option(
    "--templates",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="Templates of the HTML report that win over the kit's own.",
)

device_option = click.option(
    "--device",
    type=click.Choice(["all", *DEVICES]),
    default="all",
    show_default=True,
    help="Where to run the checks that can run anywhere: `all` that there are, the simulated accelerator among them.",
)


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tensorgrade", prog_name="grade")
@click.pass_context
def cli(context: click.Context) -> None:
    """Grade PyTorch exercises and name the mistake.

    Without a command: grade ./exercises, print the result, and write grade-report.html.
    """
    if context.invoked_subcommand is None:
        context.invoke(run, path=Path("exercises"), html=DEFAULT_REPORT)


@cli.command()
@click.argument("path", type=click.Path(path_type=Path), default=Path("exercises"))
@click.option(
    "--exercise", "exercises", multiple=True, metavar="SLUG", help="Grade this exercise only; may be repeated."
)
@click.option("--seed", default=0, show_default=True, help="Draw the checks' inputs from this seed.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), metavar="FILE", help="Write the result as JSON.")
@click.option("--html", type=click.Path(path_type=Path), metavar="FILE", help="Write the report as one HTML file.")
@click.option("--junit", type=click.Path(path_type=Path), metavar="FILE", help="Write the result as JUnit XML.")
@device_option
@templates_option
@course_option
def run(
    path: Path,
    exercises: tuple[str, ...] = (),
    seed: int = 0,
    json_file: Path | None = None,
    html: Path | None = None,
    junit: Path | None = None,
    device: str = "all",
    templates: Path | None = None,
    course: Path | None = None,
) -> None:
    """Grade the submission at PATH: a folder with exNN_*.py files in it, a zip or tar of one, a file, a notebook."""
    from tensorgrade.commands.run import run_submission
    from tensorgrade.exits import failing_on

    files = {"json": json_file, "html": html, "junit": junit}
    with failing_on(path):
        sys.exit(run_submission(path, exercises, seed, course, files, templates, device))


@cli.command()
@click.argument("path", type=click.Path(path_type=Path), default=Path("exercises"))
@click.option(
    "--exercise", "exercises", multiple=True, metavar="SLUG", help="Watch this exercise only; may be repeated."
)
@click.option("--seed", default=0, show_default=True, help="Draw the checks' inputs from this seed.")
@course_option
def watch(path: Path, exercises: tuple[str, ...], seed: int, course: Path | None) -> None:
    """Grade the submission at PATH again on each save: what changed, within a moment, with torch warm."""
    from tensorgrade.commands.watch import watch as watch_submission
    from tensorgrade.exits import failing_on

    with failing_on(path):
        sys.exit(watch_submission(path, exercises, seed, course))


@cli.command()
@click.argument("target", metavar="SLUG.FUNCTION")
@course_option
def hint(target: str, course: Path | None) -> None:
    """Show the next hint for a function, such as tensor_creation.wrap_array."""
    from tensorgrade.commands.hint import show_next

    sys.exit(show_next(target, course))


@cli.command()
@click.argument("name", required=False)
def explain(name: str | None) -> None:
    """Explain a diagnosis; without a name, list them all."""
    from tensorgrade.commands.explain import show

    sys.exit(show(name))


@cli.command()
@click.option(
    "--exercise", "exercises", multiple=True, metavar="SLUG", help="Verify this exercise only; may be repeated."
)
@click.option("--seed", default=0, show_default=True, help="The first of the two seeds.")
@click.option("--every", type=click.IntRange(1), default=1, metavar="N", help="Only one in N known answers.")
@course_option
def verify(exercises: tuple[str, ...], seed: int, every: int, course: Path | None) -> None:
    """Prove a course: references get all points, stubs and empty answers none, known mistakes are caught and named."""
    from tensorgrade.commands.verify import verify_course

    sys.exit(verify_course(course, exercises, seed, every))


@cli.command()
@click.argument("submissions", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="DIR", help="Where the gradebook is.")
@click.option(
    "--exercise", "exercises", multiple=True, metavar="SLUG", help="Grade this exercise only; may be repeated."
)
@click.option("--jobs", type=click.IntRange(1, 256), help="Grade so many at a time; as many as there are cores.")
@click.option("--engine", type=click.Choice(names_in(engines)), default="local", show_default=True)
@click.option("--ray-address", metavar="ADDRESS", help="Join this Ray; without it one is started here.")
@click.option(
    "--isolation",
    type=click.Choice(["sealed", "confined", "separate", "best"]),
    default="sealed",
    show_default=True,
    help="How far submissions are shut in (docs/security.md); `best` takes what this machine gets.",
)
@device_option
@click.option(
    "--gpu-share",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    metavar="N",
    help="Where there is CUDA: how many submissions share a GPU at a time.",
)
@click.option("--fresh", is_flag=True, help="Grade all again, on a new seed.")
@click.option("--seed", type=int, help="Draw the checks' inputs from this seed; without it, from the batch's own.")
@click.option("--roster", type=click.Path(path_type=Path), metavar="CSV", help="The class list.")
@click.option("--similar", is_flag=True, help="Look for submissions that are alike: a hint, never a verdict.")
@click.option("--templates", type=click.Path(path_type=Path), metavar="DIR", help="Your own templates of the reports.")
@click.option("--due", metavar="TIME", help="When the work was due, such as '2026-11-30 23:59'.")
@click.option("--penalty", type=click.FloatRange(0, 100), metavar="PERCENT", help="Of the points, for each day late.")
@course_option
def batch(jobs: int | None, **asked: Any) -> None:
    """Grade a class: one folder, archive, .py file or notebook a student in SUBMISSIONS. Goes on where it stopped."""
    from tensorgrade.commands.batch import Asked, run_batch

    sys.exit(run_batch(Asked(jobs=jobs or os.cpu_count() or 1, **asked)))


@cli.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("student")
@click.argument("check")
@click.argument("points", type=float, required=False)
@click.option("--why", default="", help="The reason, shown beside the points.")
@click.option("--withdraw", is_flag=True, help="Take back what was set by hand.")
def override(out: Path, student: str, check: str, points: float | None, why: str, withdraw: bool) -> None:
    """Set a student's points for one CHECK (exercise.check) of the batch in OUT by hand."""
    from tensorgrade.commands.batch import override as set_by_hand

    if not withdraw and (points is None or not why.strip()):
        raise click.UsageError("give the points and --why, or --withdraw")
    sys.exit(set_by_hand(out, student, check, None if withdraw else points, why))


@cli.command()
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@click.option("--html", type=click.Path(path_type=Path), default=Path("comparison.html"), show_default=True)
def compare(before: Path, after: Path, html: Path) -> None:
    """Compare two batches of a class, BEFORE and AFTER: what a lecture changed."""
    from tensorgrade.commands.class_files import compare as compare_batches

    sys.exit(compare_batches(before, after, html))


@cli.command()
@click.argument("path", type=click.Path(path_type=Path), default=Path("exercises"))
@click.option(
    "--platform",
    type=click.Choice(["auto", "github", "gitlab", "classroom50", "gradescope", "prairielearn", "none"]),
    default="auto",
    show_default=True,
    help="Whose files to write; `auto` looks where this runs.",
)
@click.option("--fresh", is_flag=True, help="Draw fresh inputs; this needs a course with its solutions.")
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="Fail below this share of the points; without it, for any missing point.",
)
@course_option
def ci(path: Path, platform: str, fresh: bool, fail_under: float | None, course: Path | None) -> None:
    """Grade the checked-out repository in a CI job: annotations, summary, JUnit, and the platform's own file."""
    from tensorgrade.commands.ci import Job, run_ci
    from tensorgrade.exits import failing_on

    with failing_on(path):
        sys.exit(run_ci(Job(path, course, platform, fresh, fail_under)))


@cli.command()
@click.argument("what", metavar="OUT")
@click.option(
    "--to",
    "form",
    type=click.Choice(FORMATS),
    help="One file a student: gradescope, prairielearn, github-classroom, classroom50, junit; the others one a class.",
)
@click.option("--file", "place", type=click.Path(path_type=Path), metavar="PATH", help="Where to write it.")
@click.option(
    "--roster",
    type=click.Path(path_type=Path),
    metavar="CSV",
    help="The platform's own export of the class, to call students as it does.",
)
@click.option("--assignment", metavar="NAME", help="What the platform calls this work; the name of OUT.")
@course_option
def export(
    what: str, form: str | None, place: Path | None, roster: Path | None, assignment: str | None, course: Path | None
) -> None:
    """Write the gradebook of the batch in OUT as another platform reads it.

    With gradescope-autograder or prairielearn-grader in place of OUT: what that platform makes its grader from.
    """
    if what in AUTOGRADERS:
        from tensorgrade.commands.autograder import build

        sys.exit(build(what, place, course))
    if form is None:
        raise click.UsageError(f"name the format with --to: {', '.join(FORMATS)}")
    from tensorgrade.commands.export import export as write_export

    sys.exit(write_export(Path(what), form, place, roster, assignment))


@cli.command()
@click.argument("slug")
@click.option("--out", "place", type=click.Path(path_type=Path), metavar="FILE", help="Where to write it.")
@course_option
def notebook(slug: str, place: Path | None, course: Path | None) -> None:
    """Make a Jupyter notebook for the exercise SLUG: each task, its stub, and a cell that checks it."""
    from tensorgrade.commands.notebook import make

    sys.exit(make(slug, place, course))


@cli.command()
@click.argument("destination", type=click.Path(path_type=Path), metavar="DEST")
@click.option("--seed", "seeds", multiple=True, type=int, metavar="N", help="Publish this seed, too; may be repeated.")
@course_option
def release(destination: Path, seeds: tuple[int, ...], course: Path | None) -> None:
    """Write the students' repository to DEST: stubs, public checks, hints, data and answer key, and no solution."""
    from tensorgrade.commands.release import release as write_release

    sys.exit(write_release(destination, seeds, course))


@cli.command()
def doctor() -> None:
    """Attack this machine's sandbox: a line a promise, the isolation level, what would raise it.

    Exit status 0 where submissions are sealed, 1 where they are not.
    """
    from tensorgrade.commands.doctor import diagnose

    sys.exit(diagnose())


@cli.command()
@click.argument("slug")
@course_option
def new(slug: str, course: Path | None) -> None:
    """Make a new exercise named SLUG that verifies as it is, to be rewritten (docs/write-an-exercise.md)."""
    from tensorgrade.commands.new import create

    sys.exit(create(slug, course))


def main() -> NoReturn:
    """Run the command line; turn what the user can mend into one sentence and the right exit status."""
    from tensorgrade.exits import sentence_of
    from tensorgrade.text import inert

    try:
        status = cli.main(standalone_mode=False)
        sys.exit(status if isinstance(status, int) else FULL)
    except click.exceptions.Abort:
        click.echo("grade: interrupted", err=True)
        sys.exit(130)
    except click.ClickException as error:
        click.echo(inert(f"grade: {error.format_message()}"), err=True)
        sys.exit(USAGE)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(MISSING)
    except Exception as error:
        sentence, status = sentence_of(error)
        click.echo(inert(f"grade: {sentence}"), err=True)
        sys.exit(status)
