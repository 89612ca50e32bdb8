"""Times as platforms, programs and people write them: ISO, and with names of months in four languages.

Out come times of a zone. What may be read in two ways, such as 03/11/2026, is not read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

# English, German, French, Spanish; a name may be cut short anywhere behind the letters that tell it from the others
MONTHS: tuple[tuple[str, ...], ...] = (
    ("january", "januar", "jänner", "janvier", "enero"),
    ("february", "februar", "février", "febrero"),
    ("march", "märz", "mars", "marzo"),
    ("april", "avril", "abril"),
    ("may", "mai", "mayo"),
    ("june", "juni", "juin", "junio"),
    ("july", "juli", "juillet", "julio"),
    ("august", "août", "agosto"),
    ("september", "septembre", "septiembre", "sept"),
    ("october", "oktober", "octobre", "octubre"),
    ("november", "novembre", "noviembre"),
    ("december", "dezember", "décembre", "diciembre"),
)
SHORTEST = 3
WEEKDAY = r"(?:[^\W\d]+\.?,? +)?"
DATES = (
    r"(?P<day>\d{1,2})\.? +(?:de +)?(?P<name>[^\W\d]+)\.?,? +(?:de +)?(?P<year>\d{4})",
    r"(?P<name>[^\W\d]+)\.? +(?P<day>\d{1,2})(?:st|nd|rd|th)?,? *(?P<year>\d{4})",
    r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})",
    r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})",
)
CLOCK = (
    r"(?:,? +(?:(?:at|um|à|a las) +)?(?P<hour>\d{1,2})[:h.]?(?P<minute>\d\d)(?::(?P<second>\d\d))?"
    r" *(?P<half>[ap]\.?m\.?)?)?"
)
ZONE = r"(?: *(?P<greenwich>utc|gmt|z)?(?:(?P<sign>[+-])(?P<hours>\d{1,2}?)(?::?(?P<minutes>\d\d))?)?)"
WRITTEN = tuple(re.compile(f"{WEEKDAY}{date}{CLOCK}{ZONE}") for date in DATES)


def time_in(text: str, zone: ZoneInfo | None = None) -> datetime:
    """Read a time as ISO, or as a platform writes it for people. Raises ValueError."""
    try:
        return parse_time(text, zone)
    except ValueError:
        return local_time(time_in_words(text), zone)


def parse_time(text: str, zone: ZoneInfo | None = None) -> datetime:
    """Read an ISO date and time; where it names no zone it is one of `zone`, else local time. Raises ValueError."""
    parts = text.replace(" UTC", "+00:00").replace(" -", "-").replace(" +", "+")
    return local_time(datetime.fromisoformat(parts), zone)


def local_time(time: datetime, zone: ZoneInfo | None = None) -> datetime:
    """Return a time as one of `zone`, else as local time. Raises ValueError where the calendar does not hold it."""
    try:
        return (time if time.tzinfo or zone is None else time.replace(tzinfo=zone)).astimezone(zone)
    except OverflowError as error:
        raise ValueError(f"{time} is out of range") from error


def time_in_words(text: str) -> datetime:
    """Read a time such as `Dienstag, 3. November 2026, 23:15` or `Nov 3, 2026 at 11:15pm`. Raises ValueError."""
    plain = " ".join(text.split()).casefold()
    parts = next((match.groupdict() for form in WRITTEN if (match := form.fullmatch(plain))), None)
    if parts is None:
        raise ValueError(f"{text!r} is no time")
    month = int(parts["month"]) if parts.get("month") else month_of(parts["name"])
    hour = int(parts["hour"] or 0)
    if parts["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(f"{text!r} is no time of a clock with two halves")
        hour = hour % 12 + (12 if parts["half"].startswith("p") else 0)
    day = datetime(int(parts["year"]), month, int(parts["day"]), hour, int(parts["minute"] or 0))
    return day.replace(second=int(parts["second"] or 0), tzinfo=zone_in(parts))


def month_of(name: str) -> int:
    """Return the number of a month. Raises ValueError."""
    fitting = [
        number
        for number, names in enumerate(MONTHS, start=1)
        if len(name) >= SHORTEST and any(whole.startswith(name) for whole in names)
    ]
    if len(fitting) != 1:
        raise ValueError(f"{name!r} is no month")
    return fitting[0]


def zone_in(parts: Mapping[str, str | None]) -> timezone | None:
    """Return the zone that a time names by its distance from Greenwich; None where it names none."""
    if not parts["sign"]:
        return UTC if parts["greenwich"] else None
    distance = timedelta(hours=int(parts["hours"] or 0), minutes=int(parts["minutes"] or 0))
    return timezone(distance if parts["sign"] == "+" else -distance)
