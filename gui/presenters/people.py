"""People in words: their standing, their pictures, what a change moves and what an erasure deleted."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from core.domain.directory import Erasure, PeopleFilter, PeopleOrder, Regrouping
from core.domain.people import Consent, Membership, Person, TemplateOrigin
from gui.presenters.cameras import Tone
from gui.presenters.quality import GOOD
from gui.presenters.text import Translate

FAIR = 0.3
"""Overall quality under which a picture is called weak: it still counts, but others should stand beside it."""

_NAME_CHARACTERS = 48
_TICK = timedelta(microseconds=1)


class Standing(StrEnum):
    """Whether somebody may be recognised at a moment, and why not."""

    VALID = "valid"
    INACTIVE = "inactive"
    EXPIRED = "expired"
    NOT_YET = "not-yet"


def standing(person: Person, at: datetime) -> Standing:
    """Return how a person stands at a moment; who is not active is just that, whatever the dates."""
    if not person.active:
        return Standing.INACTIVE
    if person.membership.until is not None and at >= person.membership.until:
        return Standing.EXPIRED
    if person.membership.since is not None and at < person.membership.since:
        return Standing.NOT_YET
    return Standing.VALID


def standing_text(found: Standing, translate: Translate) -> str:
    """Name a standing in a word or two."""
    match found:
        case Standing.VALID:
            return translate("People", "Valid")
        case Standing.INACTIVE:
            return translate("People", "Inactive")
        case Standing.EXPIRED:
            return translate("People", "Expired")
        case Standing.NOT_YET:
            return translate("People", "Not valid yet")


def standing_tone(found: Standing) -> Tone:
    """Return the tone of a standing."""
    return {Standing.VALID: Tone.GOOD, Standing.INACTIVE: Tone.QUIET}.get(found, Tone.WAITING)


def filter_text(show: PeopleFilter, translate: Translate) -> str:
    """Name whom a list shows."""
    match show:
        case PeopleFilter.ALL:
            return translate("People", "Everybody")
        case PeopleFilter.VALID:
            return translate("People", "Valid now")
        case PeopleFilter.INACTIVE:
            return translate("People", "Inactive")
        case PeopleFilter.EXPIRED:
            return translate("People", "Expired")
        case PeopleFilter.NEVER_SEEN:
            return translate("People", "Never seen")


def order_text(order: PeopleOrder, translate: Translate) -> str:
    """Name the order of a list."""
    match order:
        case PeopleOrder.NAME:
            return translate("People", "by name")
        case PeopleOrder.NEWEST:
            return translate("People", "newest first")
        case PeopleOrder.LAST_SEEN:
            return translate("People", "last seen first")


def whole(count: int) -> str:
    """Write a count with its thousands apart."""
    return f"{count:,}".replace(",", "\u00a0")


def people_text(count: int, translate: Translate) -> str:
    """Say how many people there are."""
    return translate("People", "1 person") if count == 1 else translate("People", "{n} people").format(n=whole(count))


def pictures_text(count: int, translate: Translate) -> str:
    """Say how many pictures there are."""
    if count == 1:
        return translate("People", "1 picture")
    return translate("People", "{n} pictures").format(n=whole(count)) if count else translate("People", "no picture")


def visits_text(count: int, translate: Translate) -> str:
    """Say how many visits there are."""
    if count == 1:
        return translate("People", "1 visit")
    return translate("People", "{n} visits").format(n=whole(count)) if count else translate("People", "no visit")


def shortened(name: str) -> str:
    """Return a name as it fits into a sentence."""
    return name if len(name) <= _NAME_CHARACTERS else f"{name[: _NAME_CHARACTERS - 1].rstrip()}…"


def initials(name: str) -> str:
    """Return the one or two letters that stand for a person without a picture; "?" where no letter is."""
    words = ["".join(c for c in word if c.isalnum()) for word in name.split()]
    letters = [word[0] for word in words if word]
    if not letters:
        return "?"
    chosen = letters[0] if len(letters) == 1 or not letters[0].isascii() else letters[0] + letters[-1]
    return chosen.upper()


def day_text(at: datetime) -> str:
    """Write the day of a moment as the calendar on the wall had it."""
    return at.astimezone().strftime("%Y-%m-%d")


def last_day(until: datetime) -> datetime:
    """Return a moment of the last day before an exclusive end."""
    return until - _TICK


def ago_text(at: datetime, now: datetime, translate: Translate) -> str:
    """Say when something was, the further back the coarser."""
    days = (now.astimezone().date() - at.astimezone().date()).days
    if days <= 0:
        return translate("People", "today {time}").format(time=at.astimezone().strftime("%H:%M"))
    if days == 1:
        return translate("People", "yesterday")
    return translate("People", "{n} days ago").format(n=days) if days < 14 else day_text(at)


def seen_text(at: datetime | None, now: datetime, translate: Translate) -> str:
    """Say when somebody was seen last."""
    return translate("People", "never seen") if at is None else ago_text(at, now, translate)


def age_text(created: datetime, now: datetime, translate: Translate) -> str:
    """Say how old a picture is."""
    days = (now - created).days
    if days < 1:
        return translate("People", "from today")
    if days == 1:
        return translate("People", "1 day old")
    if days < 60:
        return translate("People", "{n} days old").format(n=days)
    if days < 730:
        return translate("People", "{n} months old").format(n=round(days / 30.44))
    return translate("People", "{n} years old").format(n=round(days / 365.25))


def origin_text(origin: TemplateOrigin, translate: Translate) -> str:
    """Say how a picture came to be a person's."""
    match origin:
        case TemplateOrigin.ENROLLED:
            return translate("People", "enrolled")
        case TemplateOrigin.IMPORTED:
            return translate("People", "imported")
        case TemplateOrigin.CONFIRMED:
            return translate("People", "learnt")
        case TemplateOrigin.CENTROID:
            return translate("People", "mean of all")


def quality_text(overall: float, translate: Translate) -> str:
    """Name a picture's quality in one word."""
    if overall >= GOOD:
        return translate("People", "Good")
    return translate("People", "Fair") if overall >= FAIR else translate("People", "Weak")


def quality_tone(overall: float) -> Tone:
    """Return the tone of a picture's quality."""
    return Tone.GOOD if overall >= GOOD else Tone.WAITING if overall >= FAIR else Tone.BAD


def validity_text(membership: Membership, translate: Translate) -> str:
    """Say from when until when somebody may be recognised; days are inclusive."""
    since, until = membership.since, membership.until
    if since is not None and until is not None:
        span = translate("People", "{first} to {last}")
        return span.format(first=day_text(since), last=day_text(last_day(until)))
    if since is not None:
        return translate("People", "from {first}").format(first=day_text(since))
    if until is not None:
        return translate("People", "until {last}").format(last=day_text(last_day(until)))
    return translate("People", "without limit")


def consent_text(consent: Consent | None, translate: Translate) -> str:
    """Say when and how somebody agreed to be recognised."""
    if consent is None:
        return translate("People", "not recorded")
    return f"{day_text(consent.given)} · {consent.how}" if consent.how else day_text(consent.given)


def merge_lines(found: Regrouping, kept: str, gone: str, translate: Translate) -> tuple[str, ...]:
    """Say what a merge changes, line by line."""
    kept, gone = shortened(kept), shortened(gone)
    lines = (
        translate("People", "{pictures} of {gone} will stand for {kept}."),
        translate("People", "{visits} on record will be called {kept} instead of {gone}."),
        translate("People", "{kept} keeps name, ID, dates and note, and gets the groups of {gone} too."),
        translate("People", "{gone} is no longer listed."),
    )
    pictures, visits = pictures_text(len(found.templates), translate), visits_text(found.event_count, translate)
    return tuple(line.format(pictures=pictures, visits=visits, kept=kept, gone=gone) for line in lines)


def split_line(found: Regrouping, translate: Translate) -> str:
    """Say what a split moves."""
    pictures, visits = pictures_text(len(found.templates), translate), visits_text(found.event_count, translate)
    said = translate("People", "{pictures} and {visits} on record, which resemble them more, go to the new person.")
    return said.format(pictures=pictures, visits=visits)


def erase_lines(pictures: int, visits: str, translate: Translate) -> tuple[str, ...]:
    """Say what an erasure deletes, line by line; `visits` is their number in words."""
    return (
        translate("People", "name, ID, groups, dates, consent and note"),
        translate("People", "{pictures} with everything measured on them").format(
            pictures=pictures_text(pictures, translate)
        ),
        translate("People", "{visits} on record, with their pictures and decisions").format(visits=visits),
        translate("People", "every answer that somebody was, or was not, this person"),
    )


def confirms(typed: str, name: str) -> bool:
    """Say whether a typed name confirms an erasure: the same words, whatever the blanks and the case."""
    return bool(typed.strip()) and typed.casefold().split() == name.casefold().split()


def receipt(done: Erasure, name: str, external_id: str, translate: Translate) -> str:
    """Return the receipt of an erasure, ready to be copied into a letter."""
    rows = (
        (translate("People", "Erased"), f"{name} ({external_id})" if external_id else name),
        (translate("People", "Record"), done.person),
        (translate("People", "On"), done.utc.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")),
        (translate("People", "Pictures and faces"), whole(done.templates)),
        (translate("People", "Visits"), whole(done.sightings)),
        (translate("People", "Refused faces"), whole(done.refusals)),
    )
    return "\n".join((translate("People", "Usher: receipt of an erasure"), *(f"{key}: {value}" for key, value in rows)))
