"""What is written in a cell: dates, genders, consent, lists."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from core.domain.faces import Gender
from core.domain.text import folded
from core.runtime.importing.stated import StatedConsent

_GENDERS = {
    Gender.FEMALE: "f,female,w,woman,girl,weiblich,frau,femme,feminin,mujer,femenino,ж,жен,женский,женщина,女,女性,여",
    Gender.MALE: "m,male,man,boy,mannlich,mann,herr,homme,masculin,h,hombre,masculino,м,муж,мужской,мужчина,男,男性,남",
}
_GENDER_OF = {folded(word): gender for gender, words in _GENDERS.items() for word in words.split(",")}
_YES_WORDS = "yes,y,true,1,x,ja,j,oui,o,si,s,да,д,是,有,同意,已同意,✓,✔,ok"
_NO_WORDS = "no,n,false,0,-,nein,non,нет,н,否,无,不同意,未同意,✗,✘"
_YES, _NO = (frozenset(map(folded, words.split(","))) for words in (_YES_WORDS, _NO_WORDS))

_PARTS = re.compile(r"(\d{1,4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,4})\s*日?(?:[ T]\d{1,2}:\d{2}.*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_CENTURY_TURN = 30
"""Two digits of a year from here on are of the last century."""


def month_comes_first(texts: Iterable[str]) -> bool:
    """Return whether 03/04/2026 is the fourth of March in a column, as a part beyond twelve shows; else it is April."""
    dates = (_PARTS.fullmatch(text) for text in texts if "/" in text)
    found = [(int(date[1]), int(date[2])) for date in dates if date and len(date[1]) < 3]
    return any(second > 12 for _, second in found) and not any(first > 12 for first, _ in found)


def read_date(text: str, *, month_first: bool) -> date | None:
    """Return the date a cell means: 2026-12-31, 31.12.2026, 12/31/2026, 20261231, 2026年12月31日; None for none."""
    compact = _COMPACT.fullmatch(text)
    found = compact or _PARTS.fullmatch(text)
    if found is None:
        return None
    first, second, third = (int(part) for part in found.groups())
    if len(found[1]) == 4:
        year, month, day = first, second, third
    else:
        year = third if len(found[3]) > 2 else third + (1900 if third >= _CENTURY_TURN else 2000)
        month, day = (first, second) if "/" in text and month_first else (second, first)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def start_of(day: date) -> datetime:
    """Return the first moment of a day here, as UTC. Raises OverflowError, OSError, ValueError for far-off days."""
    return datetime(day.year, day.month, day.day).astimezone().astimezone(UTC)


def end_of(day: date) -> datetime:
    """Return the first moment after a day here, as UTC. Raises as `start_of`."""
    return start_of(day + timedelta(days=1))


def read_gender(text: str) -> Gender | None:
    """Return the gender a word means, in several languages."""
    return _GENDER_OF.get(folded(text).rstrip("."))


def read_consent(text: str, *, month_first: bool) -> StatedConsent | None:
    """Return a consent: its date, or a yes, or the words it is written down in; None for a no."""
    if folded(text) in _NO:
        return None
    given = read_date(text, month_first=month_first)
    if given is not None:
        return StatedConsent(start_of(given), _HOW)
    return StatedConsent(None, _HOW if folded(text) in _YES else text)


_HOW = "imported"


def read_list(text: str) -> tuple[str, ...]:
    """Return the entries of a list, divided by semicolons or lines, each once."""
    return tuple(dict.fromkeys(part.strip() for part in re.split(r"[;\n]", text) if part.strip()))
