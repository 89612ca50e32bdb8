"""None, which differs from everything else and from nothing of its kind."""

from __future__ import annotations

from tensorgrade.protocol.records import NoneValue

VALUE = NoneValue
NAME = "None"
