"""Each attack of tests/attacks earns nothing that it forged, says what happened, and changes nothing for others.

Every attack is graded at each level at which it is harmless, with an honest submission after it, by one launcher.
"""

import io
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from attack import HONEST, MARK, SECRET, Host, all_attacks

from tensorgrade.course.catalogue import read_course
from tensorgrade.grading import Grader
from tensorgrade.isolation import limits as watch
from tensorgrade.isolation.bubblewrap import program
from tensorgrade.isolation.levels import Level, best_level
from tensorgrade.scoring.result import to_json
from tensorgrade.submission.read import Submission
from tensorgrade_reports.platforms import junit
from tensorgrade_reports.result_files import write_html
from tensorgrade_reports.terminal import result as terminal

pytestmark = [pytest.mark.worker, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[1]
READ_ALIKE = ("bad_bytes", "injection")  # what reads and writes these is the same at every level
PAIRS = [
    pytest.param(
        level,
        attack,
        id=f"{level.name}-{attack.name}",
        marks=[pytest.mark.long] if level is not Level.sealed and number % 2 else [],
    )
    for level in reversed(Level)
    for number, attack in enumerate(all_attacks())
    if attack.harmless_at(level) and (level is Level.sealed or attack.category not in READ_ALIKE)
]
NOBODY = 65_534
OF_THE_USER = ("stealing", "traces", "resources")  # what another user could make another matter
UNREADABLE = set("\x00\x07\x08\x0b\x1b\x7f\x9b\u200f\u2028\u202e\u2066")
WRONG = HONEST.replace(b"x.sum()", b"x.mean()").replace(b"x * times", b"x + times")
LEFTOVERS = [Path(place) / MARK for place in ("/", "/tmp", "/var/tmp", "/dev/shm", "/run")]


@pytest.fixture(scope="module")
def host(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AN_ACCESS_TOKEN", SECRET)
        patch.setattr("tensorgrade.execution.worker.GRACE_SECONDS", 0.5)
        patch.setattr("tensorgrade.execution.time.WALL_SECONDS", 3.0)
        patch.setattr("tensorgrade.execution.time.WALL_FACTOR", 2.0)
        patch.setattr("tensorgrade.execution.run.IMPORT_SECONDS", 2.0)
        patch.setattr("tensorgrade.sitting.MEMORY_BYTES", 1 << 30)
        yield Host(tmp_path_factory.mktemp("host"))
    for path in LEFTOVERS:
        path.unlink(missing_ok=True)


@pytest.fixture(scope="module")
def grader_at(host):
    """A grader for each level, and one for the slow attacks at that level, started when first asked for."""
    made = {}

    def grader(level, slow=False):
        if level > best_level():
            pytest.skip(f"this machine gets the isolation level {best_level().name}")
        if (level, slow) not in made:
            course = host.impatient_course if slow else host.course
            made[level, slow] = Grader(read_course(course), level=level).start()
            honest(made[level, slow])
            made[level, slow].grade(Submission("wrong", {"ex01_sums.py": WRONG}, {}), seed=7)  # needs known mistakes
            # from here on both launchers run, or one is never asked for, because all that it tells is kept
        return made[level, slow]

    yield grader
    for one in made.values():
        one.close()


def honest(grader):
    """Grade an honest submission."""
    return grader.grade(Submission("honest", {"ex01_sums.py": HONEST}, {}), seed=7).result


def settled(check, seconds=60.0):
    """Wait until something holds; say whether it does."""
    end = time.monotonic() + seconds
    while not (done := check()) and time.monotonic() < end:
        time.sleep(0.02)
    return done


@pytest.mark.parametrize(("level", "attack"), PAIRS)
def test_attack(level, attack, host, grader_at, request):
    if "long" in attack.told and not request.config.getoption("--long"):
        pytest.skip(f"--long only: {attack.told['long']}")
    grader = grader_at(level, attack.is_slow)
    running = set(watch.tree(os.getpid()))
    rounds = 2 if attack.category == "traces" else 1
    for _ in range(rounds):
        result = grader.grade(host.submission(attack), seed=7).result
        judge(result, attack, level)
        check_text(to_json(result).decode())
        if attack.category == "injection":
            check_outputs(result)
        after = honest(grader)
        assert after.points == after.possible == 10
    if level > Level.separate:
        assert not host.reached
        assert not [path for path in LEFTOVERS if path.exists()]
    assert host.state() == host.before
    assert settled(lambda: set(watch.tree(os.getpid())) <= running), "a process is left"


def judge(result, attack, level):
    """Hold a result against what the attack's header says."""
    functions = {function.name: function for function in result.exercises[0].functions}
    checks = [check for check in result.checks if check.function == "total"]
    told = [(check.outcome, [(one.name, one.message, one.actual) for one in check.diagnoses]) for check in checks]
    outcome = attack.expects("outcome", level)
    allowed = {outcome, attack.expects("or", level, outcome)}
    assert {check.outcome for check in checks} <= allowed, told
    assert result.is_final
    full = {"total": checks[0].outcome == "passed", "doubled": attack.expects("others", level, "keep") == "keep"}
    if attack.expects("others", level) == "any":
        del full["doubled"]
    for name, keeps in full.items():
        assert functions[name].points == (functions[name].possible if keeps else 0), (name, told)
    if says := attack.expects("says", level):
        first = checks[0].diagnoses[0]
        assert says in f"{first.name} {first.message} {first.actual}", told


def check_text(text):
    """Look for the secret in a text that is written, and for characters that do more than be read."""
    assert SECRET not in text
    assert not UNREADABLE & set(text)


def check_outputs(result):
    """Look for text that does more than be read in everything that is written of a result."""
    out = terminal.console()
    out.file = io.StringIO()
    terminal.show(result, out)
    printed, html, document = out.file.getvalue(), write_html(result).decode(), junit.document(result)
    for written in (printed, html, document.decode()):
        check_text(written)
    for piece in ("<script>alert", "<img src=x", "1337"):
        assert piece not in html
    assert not [line for line in printed.splitlines() if line.strip().startswith("::") or "##[" in line], printed
    ET.fromstring(document)


def test_there_are_attacks_of_every_kind():
    kinds = {}
    for attack in all_attacks():
        kinds.setdefault(attack.category, []).append(attack)
    assert set(kinds) == {"exit", "hang", "resources", "forging", "stealing", "traces", "bad_bytes", "injection"}
    assert min(map(len, kinds.values())) >= 10


def as_nobody(command, folder):
    """Return a command line that runs `command` as a user without any rights, who can read the kit and its Python.

    Where something lies in a folder that is closed to others, the way to it is opened in a view of its own.
    """
    packages = [Path(name) for name in sys.path if name.endswith("-packages")]
    view, binds, python, links = [], [], Path(sys.executable), []
    while python.is_symlink():
        python = Path(os.path.normpath(python.parent / os.readlink(python)))
        links.append(python.parent)
    for place in dict.fromkeys([Path(sys.base_prefix), Path(sys.prefix), ROOT, *packages, *links, folder]):
        way = [path for path in reversed(place.parents) if path != path.parent]
        closed = next((path for path in way if not path.stat().st_mode & stat.S_IXOTH), None)
        if closed is not None:
            view += ["--perms", "0755", "--tmpfs", closed] if closed not in view else []
            for between in way[way.index(closed) + 1 :]:
                binds += ["--perms", "0755", "--dir", between]
            binds += ["--bind" if place == folder else "--ro-bind", place, place]
    if view:
        view = [program(), "--dev-bind", "/", "/", *view, *binds, "--cap-add", "ALL", "--"]
    return [*map(str, view), "setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *command]


@pytest.mark.skipif(best_level() < Level.sealed, reason="submissions cannot be sealed here")
def test_as_an_ordinary_user(request):
    """The same attacks at sealed, by the same tests, as a user without any rights; who is one has run them already.

    Every other one of those that the user matters for; all with --long.
    """
    if os.getuid() != 0:
        return
    sealed = [attack for attack in all_attacks() if attack.harmless_at(Level.sealed) and "long" not in attack.told]
    if not request.config.getoption("--long"):
        sealed = [attack for attack in sealed if attack.category in OF_THE_USER][::2]
    chosen = [f"{Path(__file__)}::test_attack[sealed-{attack.name}]" for attack in sealed]
    folder = Path(tempfile.mkdtemp(prefix="ordinary-"))
    os.chown(folder, NOBODY, NOBODY)
    own = {"HOME": str(folder), "TMPDIR": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    environment = {**os.environ, **own}

    def run(*arguments):
        command = as_nobody([sys.executable, "-m", *arguments], folder)
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=environment)

    try:
        probed = run("tensorgrade.isolation.cage", "sealed")
        if probed.returncode:
            pytest.skip(f"an ordinary user cannot be sealed here: {probed.stderr.strip()[-200:]}")
        place = f"--basetemp={folder}/pytest"
        done = run("pytest", "-q", "-p", "no:cacheprovider", place, *chosen)
        assert done.returncode == 0, done.stdout[-3000:]
        assert re.search(r"(\d+) passed", done.stdout)[1] == str(len(sealed)), done.stdout[-300:]
    finally:
        shutil.rmtree(folder)
