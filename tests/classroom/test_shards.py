"""Which share of a class a batch grades: as it is said, or as a scheduler says."""

import pytest

from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.layout import HandIn
from tensorgrade.classroom.roll import Roll, share_of
from tensorgrade.classroom.roster import Listed
from tensorgrade.classroom.shards import AUTO, Part, Shard, ShardError, check_share, shard_of

CLASS = [f"student {number}" for number in range(500)]
SLURM = {"SLURM_ARRAY_TASK_ID": "7", "SLURM_ARRAY_TASK_COUNT": "16", "SLURM_ARRAY_TASK_MIN": "1"}
NO_CLASS = "which are not the shards of a class: to run one again, say which, such as 3/16"


def shards_of(student, count):
    return [number for number in range(1, count + 1) if Shard(number, count).has(student)]


def test_each_student_is_in_one_shard_which_does_not_depend_on_the_others():
    shards = [Shard(number, 16) for number in range(1, 17)]
    assert [sum(shard.has(student) for shard in shards) for student in CLASS] == [1] * 500
    sizes = [sum(map(shard.has, CLASS)) for shard in shards]
    assert min(sizes) > 15 and max(sizes) < 55
    of_four = {student: shards_of(student, 4) for student in ("Ada", "ada", "s00", "M\udcfcller")}
    assert of_four == {"Ada": [2], "ada": [3], "s00": [4], "M\udcfcller": [2]}  # in every version of the kit
    assert all(map(Shard().has, CLASS))


def test_a_share_of_a_class_has_its_hand_ins_and_its_absent():
    hand_ins = tuple(HandIn(student, ()) for student in CLASS[:20])
    absent = tuple(Listed(Identity(student)) for student in CLASS[20:30])
    parts = [share_of(Roll(hand_ins, absent, (("roster", "odd"),)), Shard(number, 3)) for number in (1, 2, 3)]
    assert sorted(name for part in parts for name in part.present) == sorted(CLASS[:20])
    assert sorted(name for part in parts for name in part.missing) == sorted(CLASS[20:30])
    assert all(part.notes == (("roster", "odd"),) for part in parts)


@pytest.mark.parametrize(
    ("text", "environment", "shard"),
    [
        ("3/16", {}, Shard(3, 16)),
        ("3/16", SLURM, Shard(3, 16)),
        (AUTO, SLURM, Shard(7, 16)),
        (AUTO, {**SLURM, "SLURM_ARRAY_TASK_MIN": "0", "SLURM_ARRAY_TASK_ID": "0"}, Shard(1, 16)),
        (AUTO, {"SLURM_ARRAY_TASK_ID": "3", "SLURM_ARRAY_TASK_COUNT": "16"}, Shard(3, 16)),
        (AUTO, {"CI_NODE_INDEX": "4", "CI_NODE_TOTAL": "4"}, Shard(4, 4)),
        (AUTO, {"JOB_COMPLETION_INDEX": "0", "JOB_COMPLETIONS": "3"}, Shard(1, 3)),
    ],
)
def test_the_shard_that_is_asked_for(text, environment, shard):
    assert shard_of(text, environment) == shard


@pytest.mark.parametrize(
    ("text", "environment", "sentence"),
    [
        ("3-16", {}, "--shard '3-16' is neither a share, such as 3/16, nor auto"),
        ("0/4", {}, "there is no shard 0/4: they are counted from 1 to the number after the stroke"),
        ("5/4", {}, "there is no shard 5/4: they are counted from 1 to the number after the stroke"),
        (
            AUTO,
            {"CI_NODE_TOTAL": "1"},
            "--shard auto finds none of SLURM_ARRAY_TASK_ID, CI_NODE_INDEX, JOB_COMPLETION_INDEX in the environment: "
            "say which one, such as 3/16",
        ),
        (
            AUTO,
            {"JOB_COMPLETION_INDEX": "0"},
            "JOB_COMPLETION_INDEX is set and JOB_COMPLETIONS is not, which says how many shards there are",
        ),
        (AUTO, {"CI_NODE_INDEX": "one", "CI_NODE_TOTAL": "2"}, "CI_NODE_INDEX is 'one', and no number"),
        (
            AUTO,
            {**SLURM, "SLURM_ARRAY_TASK_ID": "19"},
            f"Slurm says job 19 of 16 that begin with 1, {NO_CLASS}",
        ),
        (
            AUTO,
            {"SLURM_ARRAY_TASK_ID": "7", "SLURM_ARRAY_TASK_COUNT": "1", "SLURM_ARRAY_TASK_MIN": "7"},
            f"Slurm says job 7 of 1 that begin with 7, {NO_CLASS}",
        ),
    ],
)
def test_a_shard_that_is_not_there(text, environment, sentence):
    with pytest.raises(ShardError) as told:
        shard_of(text, environment)
    assert str(told.value) == sentence


def test_a_gradebook_of_another_share_or_seed_is_refused(tmp_path):
    part = Part(Shard(2, 4), "kit", "course", "sealed", "all", 7)
    check_share(tmp_path, None, Shard(3, 4), 5)
    check_share(tmp_path, part, Shard(2, 4), 7)
    check_share(tmp_path, part, Shard(2, 4), None)
    for shard, seed, sentence in (
        (Shard(3, 4), 7, "is of shard 2/4; name another --out"),
        (Shard(), None, "is of shard 2/4; name another --out"),
        (Shard(2, 4), 8, "was graded on seed 7; add --fresh, or name another --out"),
    ):
        with pytest.raises(ShardError) as told:
            check_share(tmp_path, part, shard, seed)
        assert str(told.value) == f"{tmp_path} {sentence}"
    with pytest.raises(ShardError) as told:
        check_share(tmp_path, Part(Shard(), "kit", "course", "sealed", "all", 7), Shard(2, 4), 7)
    assert str(told.value) == f"{tmp_path} is of a whole class; name another --out"
