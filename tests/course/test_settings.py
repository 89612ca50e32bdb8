"""course.toml: what it may say, what is said of what it may not, and what follows from its packages."""

import zipfile

import pytest
from tiny_course import write

from tensorgrade.commands.export.autograder_zip import build
from tensorgrade.commands.installation import installation_of
from tensorgrade.commands.release import handout
from tensorgrade.course.catalogue import CourseError, read_course
from tensorgrade.course.settings import CourseSettings, SettingsError, lacking_packages, read_settings
from tensorgrade.grading import Grader


@pytest.fixture
def root(tmp_path):
    return write(tmp_path / "course")


def test_a_course_without_the_file_has_no_settings(root):
    assert read_course(root).settings == CourseSettings(title="", packages=())


def test_title_and_packages_are_read(root):
    (root / "course.toml").write_text('title = "Week 1"\npackages = ["numpy", "torch>=2"]\n', encoding="utf-8")
    assert read_course(root).settings == CourseSettings("Week 1", ("numpy", "torch>=2"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title = ", "Invalid value (at end of document)"),
        ("title = 3", "Expected `str`, got `int` - at `$.title`"),
        ("dew = 2030-01-01", "Object contains unknown field `dew`"),
        ('packages = ["two words"]', "'two words' is no package as pip takes it"),
    ],
)
def test_what_the_file_may_not_say(root, text, told):
    (root / "course.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as error:
        read_settings(root)
    assert str(error.value) == f"{root / 'course.toml'} cannot be used: {told}"


def test_packages_that_are_not_installed_or_too_old_are_named():
    packages = ("numpy", "numpy>=1000", "no-such-package-anywhere", "no-such-package; python_version<'3'")
    assert lacking_packages(CourseSettings("", packages)) == ["numpy>=1000", "no-such-package-anywhere"]


def test_a_grader_does_not_start_without_the_packages_of_the_course(root):
    (root / "course.toml").write_text('packages = ["numpy", "no-such-package"]', encoding="utf-8")
    with pytest.raises(CourseError, match=r"^the course offers no-such-package, which is not installed here: .*python"):
        Grader(read_course(root)).start()


def test_students_and_autograders_install_the_packages(root, tmp_path):
    (root / "course.toml").write_text('packages = ["pandas>=2", "numpy"]', encoding="utf-8")
    course = read_course(root)
    assert b', "pandas>=2", "numpy"]\n' in handout(course, installation_of(course.settings, False))["pyproject.toml"]
    for kind, script in (("gradescope-autograder", "setup.sh"), ("prairielearn-grader", "Dockerfile")):
        build(kind, tmp_path / "out.zip", root)
        with zipfile.ZipFile(tmp_path / "out.zip") as archive:
            assert b"-py3-none-any.whl' 'pandas>=2' 'numpy'\n" in archive.read(script)
            assert archive.read("course/course.toml") == (root / "course.toml").read_bytes()
