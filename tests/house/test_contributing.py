"""What CONTRIBUTING.md and RELEASING.md name is there; CI, pre-commit and the changelog's fragments are as they say."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest
import yaml

from tensorgrade.commands.cli import cli

ROOT = Path(__file__).resolve().parents[2]
HOMES = (ROOT, ROOT / "grader" / "tensorgrade", ROOT / "reports")
PAGES = ("CONTRIBUTING.md", "RELEASING.md", "SECURITY.md", "changes/README.md")
YAML_ON_GITHUB = sorted((ROOT / ".github").rglob("*.yml"))
# What stands for a word of the reader's own, as in solutions/mistakes/<slug>/<function>.py.
BLANK = re.compile(r"<[a-z]+>")


def page(name):
    return (ROOT / name).read_text(encoding="utf-8")


def settings():
    return tomllib.loads(page("pyproject.toml"))


def workflow(name):
    return yaml.safe_load(page(f".github/workflows/{name}.yml"))


def is_there(path):
    """Whether a path is there, below the repository or the kit; a blank in it stands for any name but `_...`."""
    return any(next(home.glob(BLANK.sub("[!_]*", path)), None) is not None for home in HOMES)


def make_targets():
    return set(re.findall(r"^([a-z]+):", page("Makefile"), re.MULTILINE))


@pytest.mark.parametrize("name", PAGES)
def test_every_path_that_a_page_names_is_there(name):
    text = page(name)
    in_code = re.findall(r"`((?:[a-z_.]+/)[\w/.<>-]*|\w+\.(?:md|toml))`", text)
    links = re.findall(r"\]\(((?!https?:)[^)#]+)\)", text)
    made_by_running = {"htmlcov/", "build/site/"}
    assert in_code or links
    missing = [path for path in in_code if path not in made_by_running and not is_there(path)]
    assert missing + [path for path in links if not (ROOT / name).parent.joinpath(path).exists()] == []


@pytest.mark.parametrize("name", PAGES)
def test_every_command_that_a_page_names_is_there(name):
    text = page(name)
    spans = re.findall(r"`([^`\n]+)`", text) + re.findall(r"^ *\$ (.+)$", text, re.MULTILINE)
    targets = {target for span in spans for target in re.findall(r"^make ([a-z]+)", span)}
    commands = {command for span in spans for command in re.findall(r"^grade ([a-z]+)", span)}
    assert targets - make_targets() == set()
    assert commands - set(cli.list_commands(click.Context(cli))) == set()


def test_contributing_speaks_of_the_targets_that_it_is_about():
    assert {"test", "quick", "lint", "coverage", "news", "long", "mutants"} <= make_targets()
    for target in ("test", "quick", "lint", "coverage", "news", "long", "mutants"):
        assert f"`make {target}`" in page("CONTRIBUTING.md"), target


def changelog(folder, *options):
    """Run `towncrier build` on the fragments of a folder."""
    shutil.copy(ROOT / "pyproject.toml", folder)
    command = [sys.executable, "-m", "towncrier", "build", "--draft", "--version", "7.0", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_changelog_of_the_next_version_has_every_fragment(tmp_path):
    shutil.copytree(ROOT / "changes", tmp_path / "changes")
    shutil.copy(ROOT / "CHANGELOG.md", tmp_path)
    (tmp_path / "changes" / "+a_new.fixed.md").write_text("It works.\n", encoding="utf-8")
    done = changelog(tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("## 7.0 (")
    fixed = done.stdout.partition("\n### Fixed\n")[2].partition("\n### ")[0]
    assert "\n- It works.\n" in fixed
    assert "<!-- towncrier release notes start -->" in page("CHANGELOG.md")
    for fragment in (tmp_path / "changes").glob("*.*.md"):
        first = fragment.read_text(encoding="utf-8").splitlines()[0]
        assert f"- {first}" in done.stdout, fragment.name


@pytest.mark.parametrize("name", ["+a.improved.md", "a.md", "fixed.md"])
def test_a_fragment_of_no_type_is_refused(tmp_path, name):
    (tmp_path / "changes").mkdir()
    (tmp_path / "changes" / name).write_text("It works.\n", encoding="utf-8")
    done = changelog(tmp_path)
    assert done.returncode != 0
    assert name in done.stdout + done.stderr


def test_the_types_of_fragments_are_those_of_their_page():
    types = [kind["directory"] for kind in settings()["tool"]["towncrier"]["type"]]
    assert re.findall(r"^\| `([a-z]+)` \|", page("changes/README.md"), re.MULTILINE) == types


def test_the_version_stands_in_one_place():
    version = settings()["project"]["version"]
    code = [path for home in ("grader", "reports") for path in (ROOT / home).rglob("*.py")]
    assert [path.name for path in code if re.search(rf"""["']{re.escape(version)}["']""", path.read_text())] == []
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "version"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == version


def test_ci_runs_on_every_python_and_torch_that_the_package_names():
    project = settings()["project"]
    matrix = workflow("ci")["jobs"]["test"]["strategy"]["matrix"]
    named = [text.rpartition(" ")[2] for text in project["classifiers"] if re.search(r":: 3\.\d+$", text)]
    assert matrix["python"] == named
    assert project["requires-python"] == f">={named[0]}"
    oldest = next(text.removeprefix("torch>=") for text in project["dependencies"] if text.startswith("torch>="))
    assert [torch["wanted"] for torch in matrix["torch"]] == [f"torch=={oldest}.*", "torch"]


def test_ci_and_the_hooks_check_what_make_checks():
    runs = [step["run"] for job in workflow("ci")["jobs"].values() for step in job["steps"] if "run" in step]
    assert {"make lint", "make test"} <= set(runs)
    assert page(".ci/run").splitlines()[-2:] == ["make lint", "make test"]
    recipe = page("Makefile").split("\nlint:")[1].split("\n\n")[0]
    tools = re.findall(r"\$\(BIN\)/(\S+)(?: (check|format))?", recipe)
    hooks = yaml.safe_load(page(".pre-commit-config.yaml"))["repos"][0]["hooks"]
    entries = [hook["entry"].removeprefix(".venv/bin/").split()[:2] for hook in hooks]
    assert [[word for word in tool if word] for tool in tools] == entries


@pytest.mark.parametrize("path", YAML_ON_GITHUB, ids=lambda path: path.name)
def test_every_action_is_pinned_by_its_version(path):
    assert isinstance(yaml.safe_load(path.read_text(encoding="utf-8")), dict)
    used = re.findall(r"uses: (\S+)", path.read_text(encoding="utf-8"))
    assert bool(used) == (path.parent.name != "ISSUE_TEMPLATE")
    assert [name for name in used if not re.fullmatch(r"[\w-]+/[\w-]+@v\d+\.\d+\.\d+", name)] == []


def test_every_form_of_an_issue_asks_for_what_is_needed():
    forms = {path.stem: yaml.safe_load(path.read_text()) for path in (ROOT / ".github" / "ISSUE_TEMPLATE").iterdir()}
    assert set(forms) == {"config", "verdict", "crash", "feature"}
    needed = {
        name: {field["id"] for field in form["body"] if field.get("validations", {}).get("required")}
        for name, form in forms.items()
        if name != "config"
    }
    assert needed["verdict"] == {"kind", "function", "answer", "said", "expected", "versions"}
    assert needed["crash"] == {"command", "output", "again", "doctor"}
    assert needed["feature"] == {"need"}
