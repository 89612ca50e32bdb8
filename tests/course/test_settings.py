"""course.toml: what it may say, what is said of what it may not, and what follows from its packages."""

import zipfile

import pytest
from tiny_course import write

from tensorgrade.commands.export.autograder_zip import AutograderOptions, build
from tensorgrade.commands.installation import installation_of
from tensorgrade.commands.release import handout
from tensorgrade.course.catalogue import CourseError, read_course
from tensorgrade.course.settings import Assignment, CourseSettings, SettingsError, lacking_packages, read_settings
from tensorgrade.grading import Grader


@pytest.fixture
def root(tmp_path):
    return write(tmp_path / "course")


def test_a_course_without_the_file_has_no_settings(root):
    assert read_course(root).settings == CourseSettings(title="", packages=())


def test_title_and_packages_are_read(root):
    (root / "course.toml").write_text('title = "Week 1"\npackages = ["numpy", "torch>=2"]\n', encoding="utf-8")
    assert read_course(root).settings == CourseSettings("Week 1", ("numpy", "torch>=2"))


WEEK = '[[assignments]]\nname = "Week 1"\nexercises = ["sums"]\n'


def test_assignments_are_read(root):
    rules = 'due = "2026-11-30"\npenalty = 10\ntimezone = "Europe/Berlin"\ngrace = 5\nslip-days = 2\nlate-cap = 50\n'
    (root / "course.toml").write_text(f"{WEEK}weights = {{sums = 2}}\n{rules}", encoding="utf-8")
    late = {"penalty": 10, "timezone": "Europe/Berlin", "grace": 5, "slip_days": 2, "late_cap": 50}
    week = Assignment("Week 1", ("sums",), {"sums": 2}, due="2026-11-30", **late)
    course = read_course(root)
    assert course.settings == CourseSettings(assignments=(week,))
    weighed, slugs = course.asked((), "Week 1")
    assert (slugs, [exercise.weight for exercise in weighed.exercises]) == (("sums",), [2.0])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{WEEK}dew = 1", "Object contains unknown field `dew` - at `$.assignments[0]`"),
        (f"{WEEK}due = 2026-11-30", "Expected `str`, got `date` - at `$.assignments[0].due`"),
        (f"{WEEK}penalty = 101", "Expected `float` <= 100.0 - at `$.assignments[0].penalty`"),
        (f"{WEEK}slip-days = -1", "Expected `int` >= 0 - at `$.assignments[0].slip-days`"),
        (f"{WEEK}grace = '5'", "Expected `int`, got `str` - at `$.assignments[0].grace`"),
        (f"{WEEK}weights = {{sums = 0}}", "Expected `float` > 0.0 - at `$.assignments[0].weights[...]`"),
        (
            f"{WEEK}weights = {{sum = 2}}",
            "'sum' has a weight and is none of the exercises - at `$.assignments[0].weights`",
        ),
        ("[[assignments]]\nname = 'x'", "Object missing required field `exercises` - at `$.assignments[0]`"),
        ("[[assignments]]\nexercises = ['x']", "Object missing required field `name` - at `$.assignments[0]`"),
        (WEEK + WEEK, "2 assignments have the name 'Week 1'"),
        ("title = ", "Invalid value (at end of document)"),
        ("title = 3", "Expected `str`, got `int` - at `$.title`"),
        ("dew = 2030-01-01", "Object contains unknown field `dew`"),
        ('compare-with-solution = "now"', "Invalid enum value 'now' - at `$.compare-with-solution`"),
        ('packages = ["two words"]', "'two words' is no package as pip takes it"),
    ],
)
def test_what_the_file_may_not_say(root, text, told):
    (root / "course.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as error:
        read_settings(root)
    assert str(error.value) == f"{root / 'course.toml'} cannot be used: {told}"


def test_when_solutions_are_shown(root):
    (root / "course.toml").write_text('compare-with-solution = "after-due"\n', encoding="utf-8")
    assert read_course(root).settings.compare_with_solution == "after-due"
    assert CourseSettings().compare_with_solution == "never"


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("", "Week 1", "there is no assignment 'Week 1', for {file} names none"),
        (WEEK, "Week 11", "there is no assignment 'Week 11' in {file}; did you mean 'Week 1'?"),
        (
            WEEK.replace('["sums"]', '["sums", "sumz"]'), "Week 1",
            "{file} cannot be used: the assignment 'Week 1' has the exercise 'sumz', which is not there; did you mean "
            "'sums'?",
        ),
    ],
)  # fmt: skip
def test_an_assignment_that_cannot_be_taken(root, text, name, told):
    (root / "course.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CourseError) as error:
        read_course(root).asked((), name)
    assert str(error.value) == told.format(file=root / "course.toml")


def test_an_assignment_and_exercises_are_not_asked_for_together(root):
    (root / "course.toml").write_text(WEEK, encoding="utf-8")
    with pytest.raises(CourseError) as error:
        read_course(root).asked(["sums"], "Week 1")
    assert str(error.value) == "an assignment says which exercises count: give --assignment or --exercise"


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
        build(kind, AutograderOptions(tmp_path / "out.zip", root))
        with zipfile.ZipFile(tmp_path / "out.zip") as archive:
            words = archive.read(script).splitlines()
            assert any(b" --torch-backend cpu --constraint requirements.lock './tensorgrade-" in line for line in words)
            assert any(line.endswith(b"' 'pandas>=2' 'numpy'") for line in words)
            assert archive.read("course/course.toml") == (root / "course.toml").read_bytes()
