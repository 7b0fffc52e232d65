"""The cards of the feed: what they say, and how a new sighting joins the others."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.domain.events import Review, Sighting, SightingRecord, SpoofSuspected, Unknown
from core.domain.ids import CameraId, EventId, PersonId
from core.domain.matching import Verdict
from gui.presenters.text import Translate, percent

KEPT = 100
"""Cards kept; older ones are in the store."""

SAME_VISIT = timedelta(seconds=60)
"""A person seen again by the same camera within this time is the same visit: one card, counted up."""


@dataclass(frozen=True, slots=True)
class Card:
    """One sighting as the feed shows it. `live` says its track may still have shots to enrol from.

    `person` is None for nobody enrolled; of a spoof it is whose picture was held up, who was not there.
    """

    event: EventId
    utc: datetime
    camera: CameraId
    place: str
    track: int
    person: PersonId | None
    name: str
    score: float
    margin: float
    probability: float
    live: bool
    times: int = 1
    verdict: Verdict = Verdict.UNKNOWN
    review: Review = Review.NONE

    @property
    def named(self) -> bool:
        """Whether somebody was recognised."""
        return self.person is not None and not self.spoof

    @property
    def spoof(self) -> bool:
        """Whether a picture of a face is suspected."""
        return self.verdict is Verdict.SPOOF


def place_of(camera_name: str, door: str) -> str:
    """Name where something happened: the camera, and its door where that says more."""
    return f"{camera_name} · {door}" if door and door != camera_name else camera_name


def of_sighting(event: Sighting) -> Card:
    """Return the card of something that happened just now."""
    match = event.decision.match
    person, name = (None, None) if isinstance(event, Unknown) else (event.person, event.name)
    return Card(
        event=event.id,
        utc=event.utc,
        camera=event.camera,
        place=place_of(event.camera_name, event.door),
        track=event.track,
        person=person,
        name=name or "",
        score=match.score,
        margin=match.margin,
        probability=match.probability,
        live=True,
        verdict=Verdict.SPOOF if isinstance(event, SpoofSuspected) else event.decision.verdict,
    )


def of_record(record: SightingRecord) -> Card:
    """Return the card of a sighting out of the store."""
    return Card(
        event=record.id,
        utc=record.utc,
        camera=record.camera,
        place=place_of(record.camera_name, record.door),
        track=record.track,
        person=record.person,
        name=record.name or "",
        score=record.score,
        margin=record.margin,
        probability=record.probability,
        live=False,
        verdict=record.verdict,
        review=record.review,
    )


def joins(card: Card, new: Card) -> bool:
    """Whether `new` continues the visit of `card`: the same live track, or the same person there again soon."""
    if card.camera != new.camera or new.utc - card.utc > SAME_VISIT:
        return False
    if card.live and new.live and card.track == new.track:
        return True
    return new.person is not None and card.person == new.person and card.spoof is new.spoof


def merged(cards: Sequence[Card], new: Card) -> tuple[int | None, Card]:
    """Return the row that `new` continues, None for a new visit, and the card to put on top."""
    for row, card in enumerate(cards):
        if joins(card, new):
            again = card.track != new.track
            return row, replace(new, times=card.times + again)
    return None, new


def local_time(utc: datetime, now: datetime) -> str:
    """Write a time as the clock on the wall showed it, with the date unless it was today."""
    here, today = utc.astimezone(), now.astimezone().date()
    return here.strftime("%H:%M:%S" if here.date() == today else "%Y-%m-%d %H:%M")


def title(card: Card, translate: Translate) -> str:
    """Return the name on a card."""
    if card.spoof:
        return translate("Feed", "Photo or screen?")
    return card.name if card.named else translate("Feed", "Unknown")


def evidence(card: Card, translate: Translate) -> str:
    """Say how sure the answer is: score and distance to the next person, or who comes closest."""
    if card.spoof:
        return translate("Feed", "of {name}").format(name=card.name) if card.name else ""
    if not card.named:
        if card.score <= -1.0:
            return translate("Feed", "nobody to compare with")
        return translate("Feed", "closest {score}").format(score=percent(card.probability))
    return translate("Feed", "margin {margin}").format(margin=f"{card.margin:.2f}")


def spoken(card: Card, now: datetime, translate: Translate) -> str:
    """Say the whole card in one line, for screen readers."""
    parts = (title(card, translate), percent(card.probability), card.place, local_time(card.utc, now))
    said = review_text(card.review, translate)
    return ", ".join((*parts, said) if said else parts)


def review_text(review: Review, translate: Translate) -> str:
    """Name what an operator said of a sighting; empty before that."""
    match review:
        case Review.NONE:
            return ""
        case Review.CONFIRMED:
            return translate("Feed", "confirmed")
        case Review.REFUSED:
            return translate("Feed", "not this person")
