"""Points that right answers lose on new seeds, by chance; the aim is none.

Usage: python benchmarks/seeds.py [SLUG ...] [--seeds N], on all exercises if none is named. `grade verify` grades the
alternatives on two seeds; here all of them are graded on N others, beside the reference. Exit status 1 where a point is
lost.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from classes import write_hand_in
from fairness import honest
from processes import new_seed

from tensorgrade.course.catalogue import read_course
from tensorgrade.grading import Grader
from tensorgrade.isolation.levels import best_level
from tensorgrade.submission.read import read_submission

ROOT = Path(__file__).resolve().parents[1]


def main(slugs: list[str], seeds: int) -> int:
    course = read_course(ROOT)
    exercises, lost, graded = course.chosen(slugs), 0, 0
    most = max(len(list((ROOT / "solutions" / "alternatives" / each.slug).glob("*.py"))) for each in exercises)
    with (
        tempfile.TemporaryDirectory() as name,
        Grader(course, [each.slug for each in exercises], best_level(), tries_edits=False) as grader,
    ):
        places = [
            write_hand_in(course, Path(name) / f"honest{number}", number, honest) for number in range(1, most + 1)
        ]
        submissions = [read_submission(place, course) for place in places]
        for seed in [new_seed() for _ in range(seeds)]:
            for submission in submissions:
                result = grader.grade(submission, seed).result
                graded += 1
                lost += result.points < result.possible
                for exercise in result.exercises:
                    for lesson in exercise.lessons:
                        told = f"{exercise.name}: {lesson.diagnosis.message}"
                        print(f"seed {seed}, {submission.name}, {told}", flush=True)
    print(f"{lost} of {graded} right hand-ins lost points, on {seeds} seeds")
    return int(lost > 0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("slugs", nargs="*")
    parser.add_argument("--seeds", type=int, default=20)
    asked = parser.parse_args()
    sys.exit(main(asked.slugs, asked.seeds))
