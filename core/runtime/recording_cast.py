"""From the tracks of a recording to the people in it."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from core.capture.pictures import encode_jpeg
from core.config import write_whole
from core.domain.embedding import Embedding
from core.domain.errors import ErrorCode, KnownError
from core.domain.events import Recognised, Sighting, Unknown
from core.domain.ids import PersonId
from core.domain.matching import OperatingPoint
from core.domain.timeline import Appearance, Cast, Timeline

BEGIN = datetime(2000, 1, 1, tzinfo=UTC)
"""The moment at which recordings are taken to begin."""
_PORTRAIT_QUALITY = 88


@dataclass(frozen=True, slots=True)
class Followed:
    """A track in seconds into the recording, and the last answer about it; None where none was possible."""

    start_s: float
    end_s: float
    answer: Sighting | None = None


@dataclass(slots=True)
class _Role:
    """Somebody in a recording, and their tracks so far with the answers about them."""

    person: PersonId | None
    name: str
    stranger: int
    tracks: list[tuple[Followed, Recognised | Unknown]] = field(default_factory=list)

    def is_seen_during(self, track: Followed) -> bool:
        return any(track.start_s <= other.end_s and other.start_s <= track.end_s for other, _ in self.tracks)

    def likeness(self, face: Embedding) -> float:
        return sum(face.cosine(answer.shot.embedding) for _, answer in self.tracks) / len(self.tracks)

    def cast(self) -> Cast:
        return Cast(self.person, self.name, self.stranger, tuple(_appearance(t, answer) for t, answer in self.tracks))


def cast_of(followed: Sequence[Followed], point: OperatingPoint) -> tuple[tuple[Cast, ...], int]:
    """Put the tracks of each person together; return them as they first appear, and how many tracks were unclear."""
    roles: list[_Role] = []
    for track in sorted(followed, key=lambda track: track.start_s):
        match track.answer:
            case Recognised() as answer:
                role = _enrolled(answer, roles)
            case Unknown() as answer:
                role = _stranger(track, answer, roles, point)
            case _:
                continue
        role.tracks.append((track, answer))
    return tuple(role.cast() for role in roles), len(followed) - sum(len(role.tracks) for role in roles)


def timeline_csv(timeline: Timeline) -> str:
    """Return a timeline as CSV, one line for each appearance, in seconds; strangers are numbered and have no name."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("name", "stranger", "person", "from_s", "to_s", "percent"))
    lines = [(one, role) for role in timeline.cast for one in role.appearances]
    for one, role in sorted(lines, key=lambda line: line[0].start_s):
        percent = round(100 * one.probability) if role.person else ""
        span = f"{one.start_s:.2f}", f"{one.end_s:.2f}"
        writer.writerow((_cell(role.name), role.stranger or "", role.person or "", *span, percent))
    return text.getvalue()


def save_timeline(timeline: Timeline, path: Path) -> None:
    """Write `timeline_csv` to a file, whole or not at all. Raises KnownError(FOLDER_NOT_WRITABLE)."""
    try:
        # With its mark, because spreadsheets take plain UTF-8 for something else.
        write_whole(path, timeline_csv(timeline).encode("utf-8-sig"))
    except OSError as error:
        raise KnownError(ErrorCode.FOLDER_NOT_WRITABLE, path=str(path), detail=error.strerror or "") from error


def _enrolled(answer: Recognised, roles: list[_Role]) -> _Role:
    role = next((role for role in roles if role.person == answer.person), None)
    if role is None:
        role = _Role(answer.person, answer.name, 0)
        roles.append(role)
    return role


def _stranger(track: Followed, answer: Unknown, roles: list[_Role], point: OperatingPoint) -> _Role:
    """Return the stranger this face resembles most on average, a new one if none enough.

    Nobody is two faces at once: a stranger seen at the same time is another one.
    """
    strangers = [role for role in roles if role.stranger]
    likeness = {id(role): role.likeness(answer.shot.embedding) for role in strangers if not role.is_seen_during(track)}
    role = max(strangers, key=lambda role: likeness.get(id(role), -1.0), default=None)
    if role is None or likeness.get(id(role), -1.0) < point.consider:
        role = _Role(None, "", len(strangers) + 1)
        roles.append(role)
    return role


def _appearance(track: Followed, answer: Recognised | Unknown) -> Appearance:
    probability = answer.decision.match.probability if isinstance(answer, Recognised) else 0.0
    best_s = (answer.shot.utc - BEGIN).total_seconds()
    portrait = encode_jpeg(answer.shot.portrait, _PORTRAIT_QUALITY)
    return Appearance(track.start_s, track.end_s, best_s, probability, portrait)


def _cell(text: str) -> str:
    """Return text a spreadsheet shows as it is: what begins like a formula would be computed."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
