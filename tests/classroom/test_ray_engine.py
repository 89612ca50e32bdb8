"""A class graded by Ray on two real local nodes, one of which is killed in the middle, and on a node that may not."""

import platform
import shutil
import subprocess
import sys
from importlib.util import find_spec

import msgspec
import pytest
from tiny_course import REFERENCE, STUB, write

from tensorgrade.classroom.work import EngineError, Setup, Work, engine_of
from tensorgrade.course.catalogue import read_course
from tensorgrade.isolation.bubblewrap import program
from tensorgrade.isolation.levels import Level, best_level
from tensorgrade.protocol.messages import DEVICES
from tensorgrade.submission.read import Submission

pytestmark = [
    pytest.mark.worker,
    pytest.mark.skipif(find_spec("ray") is None, reason="the extra tensorgrade[ray] is not installed"),
]

VARIANTS = [
    REFERENCE,
    REFERENCE.replace("x.sum()", "x.mean()"),
    STUB,
    REFERENCE.replace("return x.sum()", "import os; os._exit(0)"),
]
CLASS = [
    Work(Submission(f"s{number}", {"ex01_sums.py": VARIANTS[number % 4].encode()}, {}), 3 + number % 2)
    for number in range(40)
]


@pytest.fixture
def cluster_of():
    """Start a cluster whose head has so many processors. Ray is imported here: it takes long, and few tests need it."""
    import ray
    from ray.cluster_utils import Cluster

    started = []

    def start(processors):
        head = {"num_cpus": processors, "include_dashboard": False}
        started.append(Cluster(initialize_head=True, head_node_args=head))
        return started[-1]

    yield start
    ray.shutdown()
    for one in started:
        one.shutdown()


def this_node():
    """How the node of this machine is named."""
    from ray.util import get_node_ip_address

    return f"{platform.node()} ({get_node_ip_address()})"


def untimed(done):
    """All that came of a submission, without its timings."""
    result = msgspec.to_builtins(done.graded.result)
    for exercise in result["exercises"]:
        for check in exercise["checks"]:
            check["seconds"] = 0.0
    return result, done.graded.faults, done.fault


def test_two_nodes_without_the_course_one_of_which_is_lost(tmp_path, cluster_of):
    course, cluster = read_course(write(tmp_path / "course")), cluster_of(1)
    second = cluster.add_node(num_cpus=1)
    setup = Setup(course, ("sums",), Level.separate, DEVICES, address=cluster.address)
    with engine_of("local", setup) as local:
        alone = {done.submission.name: untimed(done) for done in local.grade(CLASS)}
    with engine_of("ray", setup) as engine:
        for seed in (3, 4):
            engine.expected(seed)
        shutil.move(course.root, tmp_path / "out of reach")
        found = {}
        for count, done in enumerate(engine.grade(iter(CLASS))):
            if count == 4:
                cluster.remove_node(second, allow_graceful=False)
            assert done.submission.name not in found
            found[done.submission.name] = untimed(done)
    assert found == alone


# A node in a user namespace in which there can be no other: what it starts cannot be sealed.
WITHOUT_NAMESPACES = ["--unshare-user", "--disable-userns", "--bind", "/", "/", "--dev-bind", "/dev", "/dev"]


@pytest.mark.slow
@pytest.mark.skipif(best_level() < Level.sealed, reason="no sandbox here can make the node of this test")
def test_a_node_below_the_level_is_refused_by_its_name(tmp_path, cluster_of):
    course, made = read_course(write(tmp_path / "course")), cluster_of(0)
    ray_start = [sys.executable, "-m", "ray.scripts.scripts", "start", "--address", made.address, "--num-cpus", "1"]
    sandbox = [str(program()), *WITHOUT_NAMESPACES, "--die-with-parent"]
    node = subprocess.Popen([*sandbox, *ray_start, "--block"], stdout=subprocess.DEVNULL)
    try:
        setup = Setup(course, ("sums",), Level.sealed, ("cpu",), address=made.address)
        with pytest.raises(EngineError) as told, engine_of("ray", setup) as engine:
            list(engine.grade(CLASS[:1]))
    finally:
        node.kill()
        node.wait()
    sentence = "it gets the isolation level confined and not sealed; `grade doctor` says there why"
    assert str(told.value) == f"the node {this_node()} cannot grade: {sentence}"


def test_a_node_with_another_kit_is_refused_by_its_name():
    from tensorgrade.classroom.engines import ray as ray_engine

    place = ray_engine.NodeSetup(None, "another", ("sums",), Level.separate, DEVICES)
    refused = ray_engine.grade_shard._function(place, [], CLASS[:1])
    sentence = "it has another version of the kit, of Python or of a library than the one that asks it"
    assert refused.sentence == f"the node {this_node()} cannot grade: {sentence}"


def test_the_course_leaves_a_node_with_its_worker_even_if_that_is_killed(tmp_path):
    (tmp_path / "course" / "solutions").mkdir(parents=True)
    code = (
        "import os, pathlib, sys\n"
        "from tensorgrade.classroom.engines.ray import remover_of\n"
        "kept = remover_of(pathlib.Path(sys.argv[1]))\n"
        "os.kill(os.getpid(), 9)\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "course")]
    subprocess.run(command, stdout=subprocess.PIPE, check=False)  # until whoever can write there is gone
    assert not (tmp_path / "course").exists()
