"""A class graded by Ray on two real local nodes, one of which is killed in the middle."""

import pytest
from tiny_course import REFERENCE, STUB, write

from tensorgrade.classroom.work import Setup, Work, engine_of
from tensorgrade.course.catalogue import read_course
from tensorgrade.isolation.levels import Level
from tensorgrade.protocol.messages import DEVICES
from tensorgrade.submission.read import Submission

pytest.importorskip("ray", reason="the extra tensorgrade[ray] is not installed")
from ray.cluster_utils import Cluster

pytestmark = pytest.mark.worker

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
def cluster():
    made = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    yield made
    import ray

    ray.shutdown()
    made.shutdown()


def untimed(done):
    """What came of a submission, without its timings."""
    checks = [(check.name, check.outcome, check.points, [one.name for one in check.diagnoses])
              for check in done.graded.result.checks]  # fmt: skip
    return done.graded.result.points, checks


def test_two_nodes_one_of_which_is_lost(tmp_path, cluster):
    course = read_course(write(tmp_path))
    second = cluster.add_node(num_cpus=1)
    setup = Setup(course, ("sums",), Level.separate, DEVICES, address=cluster.address)
    with engine_of("local", setup) as local:
        alone = {done.submission.name: untimed(done) for done in local.grade(CLASS)}
    with engine_of("ray", setup) as engine:
        found = {}
        for count, done in enumerate(engine.grade(iter(CLASS))):
            if count == 4:
                cluster.remove_node(second, allow_graceful=False)
            assert done.submission.name not in found
            found[done.submission.name] = untimed(done)
    assert found == alone
