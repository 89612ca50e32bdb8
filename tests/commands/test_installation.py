"""What a release and an autograder install the kit from."""

import json
import tomllib
import zipfile
from importlib.metadata import version

import pytest
from tiny_course import write

from tensorgrade.commands.export.autograder_zip import AutograderOptions, build
from tensorgrade.commands.installation import installation_of, pinned, verified_versions
from tensorgrade.commands.release import handout
from tensorgrade.course.catalogue import read_course
from tensorgrade.course.settings import CourseSettings

KIT = version("tensorgrade")
WHEEL = f"tensorgrade-{KIT}-py3-none-any.whl"


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A place in which libraries are installed: a name and its version, and what each needs."""

    def install(libraries):
        for (name, number), needed in libraries.items():
            home = tmp_path / f"{name}-{number}.dist-info"
            home.mkdir()
            lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {number}"]
            lines += [f"Requires-Dist: {requirement}" for requirement in needed]
            (home / "METADATA").write_text("\n".join([*lines, ""]), encoding="utf-8")
        monkeypatch.syspath_prepend(tmp_path)

    return install


def test_versions_are_of_all_that_is_needed_here_and_name_no_machine(installed):
    installed(
        {
            ("quarks", "2.0+cpu"): ["gluons[fast]>=1", "leptons; sys_platform == 'plan9'", "photons; extra == 'light'"],
            ("gluons", "1.5"): ["bosons; extra == 'fast'", "hadrons; extra == 'slow'"],
            ("bosons", "3.1"): ["quarks"],
            ("hadrons", "1"): [], ("leptons", "1"): [], ("photons", "1"): [],
        }
    )  # fmt: skip
    expected = {"quarks": "2.0", "gluons": "1.5", "bosons": "3.1"}
    assert verified_versions(["quarks>=1", "not-here"]) == expected
    assert verified_versions(["quarks[light]"]) == {**expected, "photons": "1"}
    assert pinned(expected).decode().splitlines() == [
        "# The versions that the course was verified with.", "bosons==3.1", "gluons==1.5", "quarks==2.0",
    ]  # fmt: skip


def test_the_kit_is_no_version_of_its_own_and_brings_those_of_its_libraries():
    versions = verified_versions(["tensorgrade"])
    assert {"torch", "numpy", "click", "jinja2"} < set(versions)
    assert not {"tensorgrade", "ruff", "ray"} & set(versions)


def test_equal_installations_give_equal_bytes():
    settings = CourseSettings(packages=("numpy",))
    assert installation_of(settings, from_index=False) == installation_of(settings, from_index=False)


def test_what_is_written_installs_the_wheel_or_takes_the_index(tmp_path):
    root = write(tmp_path / "course")
    (root / "course.toml").write_text('packages = ["numpy>=2"]', encoding="utf-8")
    course = read_course(root)
    for from_index, dependency, argument, files in (
        (False, f"tensorgrade @ {{root:uri}}/kit/{WHEEL}", f"./{WHEEL}", {"requirements.lock", WHEEL}),
        (True, f"tensorgrade>={KIT}", f"tensorgrade=={KIT}", {"requirements.lock"}),
    ):
        installation = installation_of(course.settings, from_index)
        assert set(installation.files) == files
        released = handout(course, installation)
        project = tomllib.loads(released["pyproject.toml"].decode())["project"]
        assert project["dependencies"] == [dependency, "numpy>=2"]
        for kind, script in (("gradescope-autograder", "setup.sh"), ("prairielearn-grader", "Dockerfile")):
            build(kind, AutograderOptions(tmp_path / "grader.zip", root, from_index=from_index))
            with zipfile.ZipFile(tmp_path / "grader.zip") as archive:
                assert {name for name in archive.namelist() if name.startswith("kit/")} == {
                    f"kit/{name}" for name in files
                }
                assert f"--constraint requirements.lock '{argument}' 'numpy>=2'\n".encode() in archive.read(script)


def test_ci_and_the_dev_container_install_what_was_verified_without_cuda(tmp_path):
    released = handout(read_course(write(tmp_path)), installation_of(CourseSettings(), from_index=False))
    container = json.loads(released[".devcontainer/devcontainer.json"])
    command = "uv pip install --torch-backend cpu --constraint kit/requirements.lock ."
    assert container["postCreateCommand"].endswith(f"python -m {command}")
    for place in (".github/workflows/grade.yml", ".gitlab-ci.yml"):
        assert command.replace("install", "install --system").encode() in released[place], place
