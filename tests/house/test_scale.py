"""The files of docs/scale/, run as far as a machine without their clusters can: each job asks for its own shard.

In the place of `grade` stands a program that only writes down how it was called; what it was asked for is then read as
`grade` reads it. The commands of docs/scale.md itself are run.
"""

import json
import os
import re
import subprocess
import sys

import click
import pytest
import yaml
from documents import ROOT, blocks_of, run
from tiny_course import REFERENCE, write

from tensorgrade.classroom.gradebook import open_gradebook
from tensorgrade.classroom.shards import Shard, shard_of
from tensorgrade.commands.cli import cli

SCALE = ROOT / "docs" / "scale"
RECORDER = """#!{python}
import json, os, sys
with open({log!r}, "a") as file:
    file.write(json.dumps([sys.argv, dict(os.environ)]) + "\\n")
"""


class Recorded:
    """Runs shell lines in a folder where programs only write down how they are called."""

    def __init__(self, root):
        self.folder, self.bin, self.log = root / "work", root / "bin", root / "log"
        for place in (self.folder / "parts" / "1", self.folder / "parts" / "2", self.bin):
            place.mkdir(parents=True)
        for name in ("grade", "ray"):
            (self.bin / name).write_text(RECORDER.format(python=sys.executable, log=str(self.log)), encoding="utf-8")
            (self.bin / name).chmod(0o755)

    def sh(self, *arguments, **variables):
        path = f"{self.bin}{os.pathsep}{os.environ['PATH']}"
        environment = {"PATH": path, "SEED": "20261130", **variables}
        subprocess.run(["sh", *map(str, arguments)], cwd=self.folder, env=environment, check=True)

    def calls(self):
        """How `grade` was called: its options by name, and for a batch its shard."""
        calls = []
        for line in self.log.read_text(encoding="utf-8").splitlines():
            (_, name, *arguments), environment = json.loads(line)
            options = cli.get_command(click.Context(cli), name).make_context(name, arguments).params
            calls.append((options, options.get("shard") and shard_of(options["shard"], environment)))
        return calls

    def check(self, count, outs):
        """Each of so many shards was graded once, on one seed, each into a folder of its own."""
        calls = self.calls()
        assert [shard for _, shard in calls] == [Shard(number, count) for number in range(1, count + 1)]
        assert {options["seed"] for options, _ in calls} == {20261130}
        assert [str(options["out"]) for options, _ in calls] == outs


@pytest.fixture
def recorded(tmp_path):
    return Recorded(tmp_path)


PARTS = [f"parts/{number}" for number in range(1, 17)]


def test_slurm(recorded):
    script = SCALE / "slurm.sh"
    text = script.read_text(encoding="utf-8")
    first, last = map(int, re.search(r"^#SBATCH --array=(\d+)-(\d+)$", text, re.MULTILINE).groups())
    array = {"SLURM_ARRAY_TASK_MIN": str(first), "SLURM_ARRAY_TASK_COUNT": str(last - first + 1)}
    for number in range(first, last + 1):
        recorded.sh(script, SLURM_ARRAY_TASK_ID=str(number), SLURM_CPUS_PER_TASK="4", **array)
    recorded.check(16, PARTS)
    assert {options["jobs"] for options, _ in recorded.calls()} == {4}
    recorded.sh(script, SLURM_ARRAY_TASK_ID="7", SLURM_ARRAY_TASK_MIN="7", SLURM_ARRAY_TASK_COUNT="1", SHARD="7/16")
    options, shard = recorded.calls()[-1]
    assert (shard, str(options["out"])) == (Shard(7, 16), "parts/7")


def test_htcondor(recorded):
    lines = (SCALE / "htcondor.sub").read_text(encoding="utf-8").splitlines()
    settings = dict(line.split(" = ", 1) for line in lines if not line.startswith("#") and " = " in line)
    assert (settings["executable"], settings["shard"], lines[-1]) == ("/bin/sh", "$(Process) + 1", "queue $(shards)")
    (flag, command) = re.fullmatch(r"\"(-c) '(.*)'\"", settings["arguments"]).groups()
    for process in range(int(settings["shards"])):
        filled = command.replace("$INT(shard)", str(process + 1)).replace("$(shards)", settings["shards"])
        assert "$(" not in filled
        recorded.sh(flag, filled)
    recorded.check(16, PARTS)


def test_kubernetes(recorded):
    job = yaml.safe_load((SCALE / "kubernetes.yaml").read_text(encoding="utf-8"))["spec"]
    (container,) = job["template"]["spec"]["containers"]
    variables = {variable["name"]: variable["value"] for variable in container["env"] if "value" in variable}
    assert (job["completionMode"], variables["JOB_COMPLETIONS"]) == ("Indexed", str(job["completions"]))
    assert container["command"][0] == "sh"
    for index in range(job["completions"]):
        recorded.sh(*container["command"][1:], *container["args"], JOB_COMPLETION_INDEX=str(index), **variables)
    recorded.check(16, [f"parts/{index}" for index in range(16)])


def filled(text, values):
    """Put values in the place of GitHub's expressions."""
    return re.sub(r"\$\{\{ (\S+) \}\}", lambda match: values[match[1]], text)


def test_github(recorded):
    jobs = yaml.safe_load((SCALE / "github.yml").read_text(encoding="utf-8"))["jobs"]
    grade = next(step for step in jobs["shard"]["steps"] if step.get("name") == "Grade")
    shards = jobs["shard"]["strategy"]["matrix"]["shard"]
    for number in shards:
        values = {"secrets.SEED": "20261130", "matrix.shard": str(number), "strategy.job-total": str(len(shards))}
        recorded.sh("-eu", "-c", grade["run"], **{name: filled(text, values) for name, text in grade["env"].items()})
    recorded.check(8, ["part"] * 8)
    recorded.log.unlink()
    merge = next(step for step in jobs["merge"]["steps"] if step.get("name") == "Merge")
    recorded.sh("-eu", "-c", merge["run"])
    ((options, _),) = recorded.calls()
    assert [str(place) for place in options["shards"]] == ["parts/1", "parts/2"]


def test_ray(recorded):
    commands = pytest.importorskip("ray.scripts.scripts", reason="the extra tensorgrade[ray] is not installed")
    script = SCALE / "ray.sh"
    for arguments in (["head"], ["node", "10.0.0.7"], ["stop"]):
        recorded.sh(script, *arguments)
    called = [json.loads(line)[0][1:] for line in recorded.log.read_text(encoding="utf-8").splitlines()]
    asked = [commands.cli.get_command(click.Context(commands.cli), name).make_context(name, rest).params
             for name, *rest in called]  # fmt: skip
    assert [options.get("address") for options in asked] == [None, "10.0.0.7:6379", None]
    assert (asked[0]["head"], asked[0]["port"]) == (True, 6379)
    recorded.log.unlink()
    recorded.sh(script, "grade", GPU_SHARE="4")
    ((options, _),) = recorded.calls()
    assert (options["engine"], options["ray_address"], options["gpu_share"]) == ("ray", "auto", 4)


@pytest.mark.worker
@pytest.mark.slow
def test_the_commands_of_the_page(tmp_path):
    write(tmp_path / "course")
    for student in ("ada", "ben", "cleo"):
        (tmp_path / "handed_in" / student).mkdir(parents=True)
        (tmp_path / "handed_in" / student / "ex01_sums.py").write_text(REFERENCE, encoding="utf-8")
    blocks = [block for block in blocks_of(ROOT / "docs" / "scale.md") if block.language == "console"]
    commands = [line.removeprefix("$ ") for block in blocks for line in block.text.splitlines()]
    assert [command.split()[1] for command in commands] == ["batch", "batch", "merge"]
    for command in commands:
        run(command, tmp_path)
    book = open_gradebook(tmp_path / "graded")
    assert [row.standing.points for row in book.rows()] == [10.0, 10.0, 10.0]
    book.close()


def test_every_file_is_told_of():
    page = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
    assert [path.name for path in SCALE.iterdir() if f"](scale/{path.name})" not in page] == []
