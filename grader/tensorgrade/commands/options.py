"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

from tensorgrade.commands.home import as_meant, own_exercises
from tensorgrade.protocol.messages import DEVICES

own_path_argument = click.argument(
    "path",
    type=click.Path(path_type=Path),
    default=own_exercises,
    callback=lambda context, parameter, path: as_meant(path),
)

course_option = click.option(
    "--course", type=click.Path(path_type=Path), metavar="DIR", help="The course: a folder with exercises/ in it."
)

templates_option = click.option(
    "--templates",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="Templates of the HTML report that win over the kit's own.",
)

exercises_option = click.option(
    "--exercise", "exercises", multiple=True, metavar="SLUG", help="Grade this exercise only; may be repeated."
)

assignment_option = click.option(
    "--assignment", metavar="NAME", help="Take the exercises of this assignment of course.toml, as it weighs them."
)

counting_option = click.option(
    "--exercise",
    "exercises",
    multiple=True,
    metavar="SLUG",
    help="Take this exercise only; those that are named make an assignment with a total of its own. May be repeated.",
)

seed_option = click.option("--seed", default=0, show_default=True, help="Draw the checks' inputs from this seed.")

device_option = click.option(
    "--device",
    type=click.Choice(["all", *DEVICES]),
    default="all",
    show_default=True,
    help="Where to run the checks that can run anywhere: `all` that there are, the simulated accelerator among them.",
)
