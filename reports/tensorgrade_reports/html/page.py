"""Results as HTML files that need nothing else: no network, everything escaped, and a policy that says so.

The policy of a page (a Content-Security-Policy) names the style sheet and the script that the page holds by their
hashes, so nothing that a name or a message smuggles in could run or restyle it. An instructor's own templates win
over the package's where they have the same name (docs/templates.md).
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from io import StringIO
from pathlib import Path

import jinja2
from markupsafe import Markup

from tensorgrade.exits import InputError
from tensorgrade.judgement.diagnosis import entry
from tensorgrade.protocol.ladder import LADDER
from tensorgrade.scoring.result import ExerciseResult, SubmissionResult
from tensorgrade_reports import overview
from tensorgrade_reports.html import charts, pictures
from tensorgrade_reports.markdown import markdown
from tensorgrade_reports.numbers import points, score, share
from tensorgrade_reports.sheet import FinalGrade


class TemplateFault(InputError):
    """An instructor's template cannot be rendered; the message is one sentence for the instructor."""


@cache
def template_environment(templates: Path | None) -> jinja2.Environment:
    """Return the templates' environment; a name that is not defined is an error.

    templates: a folder whose files win over ours.
    """
    own = [] if templates is None else [jinja2.FileSystemLoader(templates)]
    made = jinja2.Environment(
        loader=jinja2.ChoiceLoader([*own, jinja2.PackageLoader("tensorgrade_reports.html")]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(points=points, ticked=ticked, markdown=markdown)
    made.globals.update(
        score=score, share=share, overview=overview, pictures=pictures, charts=charts, explanation=explanation
    )
    made.globals.update(version=version("tensorgrade"))

    def text_of(name: str) -> str:
        # An HTML parser reads every line end as one newline before it hashes.
        source = made.loader.get_source(made, name)[0] if made.loader else ""
        return "\n" + "\n".join(source.splitlines()) + "\n"

    def policy(styles: Sequence[str], scripts: Sequence[str] = ()) -> Markup:
        return policy_tag([text_of(name) for name in styles], [text_of(name) for name in scripts])

    made.globals.update(
        policy=policy,
        style=lambda name: Markup("<style>{}</style>").format(Markup(text_of(name))),
        script=lambda name: Markup("<script>{}</script>").format(Markup(text_of(name))),
    )
    return made


def policy_tag(styles: Sequence[str], scripts: Sequence[str]) -> Markup:
    """Return the tag that allows a page these style sheets and scripts and nothing else."""
    rules = ["default-src 'none'", "base-uri 'none'", "form-action 'none'"]
    for kind, texts in (("style-src", styles), ("script-src", scripts)):
        if texts:
            rules.append(" ".join([kind, *(f"'sha256-{hash_of(text)}'" for text in texts)]))
    return Markup('<meta http-equiv="Content-Security-Policy" content="{}">').format(Markup("; ".join(rules)))


def hash_of(text: str) -> str:
    """Return the hash of a text as a policy writes it."""
    return b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")


def rendered(template: str, templates: Path | None, **values: object) -> str:
    """Render a template. Raises TemplateFault where the instructor's folder is at fault."""
    whole = StringIO()
    try:
        for piece in template_environment(templates).get_template(template).generate(**values):
            whole.write(piece)  # those of a class of 500 take 6 MB more all at once
    except Exception as error:  # a template is a program: it can fail in any way
        if templates is None:
            raise
        raise TemplateFault(f"the templates in {templates} cannot be used: {place_of(error)}{error}") from error
    return whole.getvalue()


def place_of(error: Exception) -> str:
    """Say in which template and line an error is, where it is known."""
    return f"{error.name}, line {error.lineno}: " if isinstance(error, jinja2.TemplateSyntaxError) else ""


def page(
    result: SubmissionResult,
    templates: Path | None = None,
    grade: FinalGrade | None = None,
    tells_seed: bool = True,
) -> str:
    """Render the report of one submission. Raises TemplateFault where a template of `templates` cannot be used.

    grade: the final points, where others than the computed ones count, and what was said by hand. tells_seed: whether
    the page says what the inputs were drawn from; students of a class must not know.
    """
    grade = grade or FinalGrade(result.points, result.possible)
    failures = overview.failing(result)
    names = dict.fromkeys(failure.lesson.diagnosis.name for failure in failures if failure.lesson)
    names |= dict.fromkeys(told.name for exercise in result.exercises for told in exercise.advice)
    return rendered(
        "submission.html",
        templates,
        result=result,
        tells_seed=tells_seed,
        grade=grade,
        changes=grade.changes,
        next_step=overview.next_step(result),
        failures=failures,
        lines={exercise.name: overview.function_lines(exercise) for exercise in result.exercises},
        unfolded=[exercise.name for exercise in result.exercises if is_unfolded(exercise, len(result.exercises))],
        explained=[name for name in names if name in LADDER],
    )


def is_unfolded(exercise: ExerciseResult, count: int) -> bool:
    """Say whether a page of so many exercises shows one at first: where there is something to do or to read in it."""
    is_open = overview.exercise_standing(exercise) in ("failed", "ungraded")
    return is_open or bool(exercise.of_file or exercise.advice) or count == 1


def ticked(text: str) -> Markup:
    """Write what stands between backticks as code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return Markup.escape(text)
    shown = [Markup("<code>{}</code>").format(part) if i % 2 else Markup.escape(part) for i, part in enumerate(parts)]
    return Markup("").join(shown)


def explanation(name: str, level: int) -> Markup:
    """Render the page of a diagnosis, its headings at this level of the report's."""
    return markdown(entry(name).page, level)
