"""None, which differs from everything else and from nothing of its kind."""

from __future__ import annotations

from tensorgrade.protocol.values import NoneValue

VALUE = NoneValue
NAME = "None"
