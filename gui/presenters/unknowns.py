"""What is said of people who come unknown, and of visits that wait for an operator's word."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core.domain.ids import EventId
from core.domain.people import Membership, PersonFacts
from core.domain.strangers import Admission, Stranger, Suggestion
from core.runtime.unknowns import Likeness
from gui.presenters.feed import local_time, place_of
from gui.presenters.text import Translate, percent

_SHOWN_CAMERAS = 2


def times(count: int, translate: Translate) -> str:
    """Say how often somebody came."""
    if count == 1:
        return translate("Unknowns", "Came once")
    return translate("Unknowns", "Came {n} times").format(n=count)


def where(cameras: Sequence[str], translate: Translate) -> str:
    """Name the cameras somebody was seen by, the first two of many."""
    named = ", ".join(cameras[:_SHOWN_CAMERAS])
    more = len(cameras) - _SHOWN_CAMERAS
    return translate("Unknowns", "{cameras} and {n} more").format(cameras=named, n=more) if more > 0 else named


def last_seen(stranger: Stranger, now: datetime, translate: Translate) -> str:
    """Say when somebody was here last."""
    return translate("Unknowns", "last {time}").format(time=local_time(stranger.last, now))


def days(stranger: Stranger, translate: Translate) -> str:
    """Say on how many days somebody came, and how many pictures there are of it."""
    shown = translate("Unknowns", "1 picture") if stranger.sightings == 1 else translate("Unknowns", "{n} pictures")
    pictures = shown.format(n=stranger.sightings)
    if stranger.days == 1:
        return translate("Unknowns", "on one day · {pictures}").format(pictures=pictures)
    return translate("Unknowns", "on {n} days · {pictures}").format(n=stranger.days, pictures=pictures)


def spoken(stranger: Stranger, now: datetime, translate: Translate) -> str:
    """Say a card in one line, for screen readers."""
    parts = (times(stranger.visits, translate), days(stranger, translate), where(stranger.cameras, translate))
    return ", ".join((*parts, last_seen(stranger, now, translate)))


def looks_like(likeness: Likeness, translate: Translate) -> str:
    """Say whom a stranger resembles."""
    said = translate("Unknowns", "Looks like {name}, {percent}")
    return said.format(name=likeness.person.name, percent=percent(likeness.probability))


def left(count: int, translate: Translate) -> str:
    """Say how many visits are still to be looked at."""
    return translate("Unknowns", "{n} left").format(n=count)


def question(suggestion: Suggestion, translate: Translate) -> str:
    """Ask about a visit."""
    return translate("Unknowns", "Is this {name}?").format(name=suggestion.name)


def circumstances(suggestion: Suggestion, now: datetime, translate: Translate) -> str:
    """Say how probable it is, and where and when the visit was."""
    record = suggestion.record
    chance = translate("Unknowns", "{percent} probable").format(percent=percent(suggestion.probability))
    return " · ".join((chance, place_of(record.camera_name, record.door), local_time(record.utc, now)))


def answered_yes(name: str, admission: Admission | None, translate: Translate) -> str:
    """Confirm a yes, and say what became of the picture."""
    match admission:
        case Admission.JOINS:
            return translate("Unknowns", "Yes, {name}. The picture helps to recognise them from now on.").format(
                name=name
            )
        case Admission.STRANGE:
            return translate(
                "Unknowns", "Yes, {name}. Noted; the picture differs too much from theirs to recognise them by."
            ).format(name=name)
        case _:
            return translate("Unknowns", "Yes, {name}. Noted.").format(name=name)


@dataclass(frozen=True, slots=True)
class Queue:
    """The visits to be looked at, and which of them is shown."""

    waiting: tuple[Suggestion, ...] = ()
    place: int = 0

    @property
    def current(self) -> Suggestion | None:
        """The visit that is shown; None when all are done."""
        return self.waiting[self.place] if self.waiting else None

    def moved(self, step: int) -> "Queue":
        """Return the queue at another visit, beginning anew after the last."""
        return replace(self, place=(self.place + step) % len(self.waiting)) if self.waiting else self

    def without(self, event: EventId) -> "Queue":
        """Return the queue after a visit was answered, at the one that followed it."""
        rest = tuple(one for one in self.waiting if one.record.id != event)
        place = self.place - any(one.record.id == event for one in self.waiting[: self.place])
        return Queue(rest, place % len(rest) if rest else 0)

    def renewed(self, waiting: Sequence[Suggestion]) -> "Queue":
        """Return the queue with what waits now, still at the same visit if it is among them."""
        shown = self.current
        ids = [one.record.id for one in waiting]
        place = ids.index(shown.record.id) if shown is not None and shown.record.id in ids else 0
        return Queue(tuple(waiting), place)


def facts_of(name: str, external_id: str, groups: str) -> PersonFacts:
    """Return what was typed about somebody; `groups` stand between commas."""
    named = frozenset(part.strip() for part in groups.split(",") if part.strip())
    return PersonFacts(name.strip(), external_id.strip(), Membership(named))
