"""What a gradebook is of: the hand-ins, the exercises, the seed, when work was due, and how the class was graded."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from datetime import datetime

from tensorgrade.classroom.database import Database, Statements
from tensorgrade.scoring.standing import LatePolicy


@dataclass(frozen=True)
class Setting:
    """How a class was graded: the folder of the course, the isolation level, the devices that were asked for.

    assignment: the one of the course whose weights count; empty for none.
    """

    course: str = ""
    level: str = ""
    device: str = ""
    assignment: str = ""


@dataclass(frozen=True)
class About:
    """What a gradebook is of: where the hand-ins lay, which exercises, the seed, when work was due, how it was graded.

    Before the first run there is nothing of it.
    """

    submissions: str | None = None
    exercises: tuple[str, ...] = ()
    seed: int | None = None
    policy: LatePolicy = field(default_factory=LatePolicy)
    setting: Setting = Setting()

    def statements(self) -> Statements:
        """Return what writes it, in place of what there was."""
        policy = self.policy
        due = policy.due.isoformat() if policy.due else None
        rules = (due, policy.percent_a_day, policy.timezone, policy.grace_minutes, policy.slip_days, policy.cap)
        row = (self.submissions, self.seed, *rules)
        return [
            ("INSERT OR REPLACE INTO class VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)", [row]),
            ("DELETE FROM exercises", [()]),
            ("INSERT INTO exercises (slug) VALUES (?)", [(slug,) for slug in self.exercises]),
            ("INSERT OR REPLACE INTO about VALUES (?, ?)", list(asdict(self.setting).items())),
        ]


def about_in(database: Database) -> About:
    """Read what a gradebook is of."""
    exercises = tuple(str(slug) for (slug,) in database.all("SELECT slug FROM exercises ORDER BY place"))
    words = {str(name): str(value) for name, value in database.all("SELECT name, value FROM about")}
    setting = Setting(**{each.name: words.get(each.name, "") for each in fields(Setting)})
    row = database.one(
        "SELECT submissions, seed, due, percent_a_day, timezone, grace_minutes, slip_days, cap FROM class"
    )
    if row is None:
        return About(exercises=exercises, setting=setting)
    place, seed, due, percent, zone, grace, slip_days, cap = row
    policy = LatePolicy(
        due=datetime.fromisoformat(str(due)) if due else None,
        percent_a_day=float(str(percent)),
        timezone=str(zone),
        grace_minutes=int(str(grace)),
        slip_days=int(str(slip_days)),
        cap=float(str(cap)),
    )
    return About(
        None if place is None else str(place), exercises, None if seed is None else int(str(seed)), policy, setting
    )
