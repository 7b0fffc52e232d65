"""What may be typed about a person, and what is wrong with it."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from core.domain.faces import Gender
from core.domain.people import Consent, Membership, PersonFacts
from gui.presenters.people import day_text, last_day
from gui.presenters.text import Translate

LONGEST_NAME, LONGEST_ID = 200, 100
OLDEST = date(1900, 1, 1)
"""Nobody who is photographed was born before."""

YEARS = range(1800, 9999)
"""Which years may be typed: in all time zones, the day after is a date too."""

_YEAR_FIRST = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


class PersonField(StrEnum):
    """A field of the form, for pointing at what is wrong."""

    NAME = "name"
    SINCE = "since"
    UNTIL = "until"
    BORN = "born"
    CONSENT = "consent"
    HOW = "how"


@dataclass(frozen=True, slots=True)
class PersonForm:
    """What is typed about a person. Dates are as typed, empty for none; `until` is the last day that counts."""

    name: str
    external_id: str = ""
    groups: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    active: bool = True
    born: str = ""
    gender: Gender | None = None
    consent: str = ""
    how: str = ""
    note: str = ""


def form_of(facts: PersonFacts) -> PersonForm:
    """Return the form filled in with what is known."""
    since, until = facts.membership.since, facts.membership.until
    return PersonForm(
        name=facts.name,
        external_id=facts.external_id,
        groups=tuple(sorted(facts.membership.groups, key=str.casefold)),
        since=day_text(since) if since else "",
        until=day_text(last_day(until)) if until else "",
        active=facts.active,
        born=facts.born.isoformat() if facts.born else "",
        gender=facts.gender,
        consent=day_text(facts.consent.given) if facts.consent else "",
        how=facts.consent.how if facts.consent else "",
        note=facts.note,
    )


def facts_of(form: PersonForm, before: PersonFacts) -> PersonFacts:
    """Return what a valid form says. Moments whose day was left alone stay exactly as they were `before`."""
    old = form_of(before)
    since, until = before.membership.since, before.membership.until
    if form.since.strip() != old.since:
        since = _midnight(parsed(form.since))
    if form.until.strip() != old.until:
        until = _midnight(parsed(form.until), days=1)
    consent = before.consent
    if (form.consent.strip(), form.how.strip()) != (old.consent, old.how):
        given = _midnight(parsed(form.consent))
        if before.consent and form.consent.strip() == old.consent:
            given = before.consent.given
        consent = Consent(given, form.how.strip()) if given else None
    return replace(
        before,
        name=form.name.strip(),
        external_id=form.external_id.strip(),
        membership=Membership(frozenset(form.groups), since, until),
        active=form.active,
        born=parsed(form.born),
        gender=form.gender,
        consent=consent,
        note=form.note.strip(),
    )


def problems(form: PersonForm, today: date, translate: Translate) -> dict[PersonField, str]:
    """Return what is wrong with a form, by field; empty when it may be saved."""
    found: dict[PersonField, str] = {}
    if not form.name.strip():
        found[PersonField.NAME] = translate("People", "A person needs a name.")
    for field, typed in (
        (PersonField.SINCE, form.since), (PersonField.UNTIL, form.until), (PersonField.BORN, form.born),
        (PersonField.CONSENT, form.consent),
    ):  # fmt: skip
        if typed.strip() and parsed(typed) is None:
            found[field] = translate("People", "Type a date such as 2026-01-31.")
    first, last, born, agreed = (parsed(text) for text in (form.since, form.until, form.born, form.consent))
    if first and last and last < first:
        found[PersonField.UNTIL] = translate("People", "The last day is before the first.")
    if born and not OLDEST <= born <= today:
        found[PersonField.BORN] = translate("People", "Nobody was born on this day. Check the year.")
    if agreed and agreed > today:
        found[PersonField.CONSENT] = translate("People", "This day is yet to come.")
    if form.how.strip() and not form.consent.strip():
        found[PersonField.CONSENT] = translate("People", "Type the day on which they agreed.")
    if form.consent.strip() and not form.how.strip():
        found[PersonField.HOW] = translate("People", "Say how they agreed.")
    return found


def parsed(text: str) -> date | None:
    """Return the day that is typed, year first or day.month.year; None for anything else, and outside YEARS."""
    year_first, day_first = _YEAR_FIRST.fullmatch(text.strip()), _DAY_FIRST.fullmatch(text.strip())
    if year_first is not None:
        year, month, day = (int(part) for part in year_first.groups())
    elif day_first is not None:
        day, month, year = (int(part) for part in day_first.groups())
    else:
        return None
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def _midnight(day: date | None, days: int = 0) -> datetime | None:
    """Return the beginning of a day, or of a later one, by the clock on the wall."""
    return None if day is None else datetime.combine(day + timedelta(days), time()).astimezone()
