"""What is written beside a face."""

from dataclasses import dataclass
from enum import StrEnum

from core.domain.faces import Attributes, Gender, HeadPose
from core.domain.matching import Verdict
from core.domain.tracking import TrackView
from gui.presenters.text import Translate, percent

POSE_STEP = 5
"""Degrees the shown pose is rounded to: the landmark estimate is no finer, and the text stays calm."""

CALM_FACES = 4
BUSY_FACES = 10
CROWD_FACES = 24
"""Faces in a tile from which lines are shortened, left to the name, and left out for strangers."""

WIDE_TILE = 540
NARROW_TILE = 300
"""Tile widths in pixels under which lines are shortened."""


class Detail(StrEnum):
    """How much is written."""

    FULL = "full"
    SHORT = "short"
    NAME = "name"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Label:
    """The words beside one face: a title, which may be empty, and a line of small type, which may be too."""

    verdict: Verdict
    title: str
    line: str


def detail_for(tile_width: int, faces: int) -> Detail:
    """Return how much can be read in a tile of this width with this many faces."""
    if faces > CROWD_FACES:
        return Detail.NONE
    if faces > BUSY_FACES:
        return Detail.NAME
    if faces > CALM_FACES or tile_width < WIDE_TILE:
        return Detail.SHORT if tile_width >= NARROW_TILE else Detail.NAME
    return Detail.FULL


def person(attributes: Attributes, translate: Translate) -> str:
    """Write gender and age in a few letters."""
    age = round(attributes.age)
    if attributes.gender is Gender.FEMALE:
        return translate("Labels", "F {age}").format(age=age)
    return translate("Labels", "M {age}").format(age=age)


def pose(head: HeadPose, translate: Translate) -> str:
    """Write where a head is turned; a tilt only where there is one."""
    yaw, pitch, roll = (_degrees(v) for v in (head.yaw, head.pitch, head.roll))
    written = translate("Labels", "yaw {yaw} pitch {pitch}").format(yaw=yaw, pitch=pitch)
    return written if roll == "0°" else f"{written} " + translate("Labels", "roll {roll}").format(roll=roll)


def label(view: TrackView, detail: Detail, translate: Translate) -> Label | None:
    """Return the words for a face; None where nothing should be written: the fuller the tile, the fewer words."""
    verdict = view.decision.verdict
    if detail is Detail.NONE and verdict not in (Verdict.RECOGNISED, Verdict.SPOOF):
        return None
    if detail is not Detail.FULL and verdict in (Verdict.PENDING, Verdict.NOT_A_FACE):
        return None
    line = " · ".join(_parts(view, detail, translate))
    if verdict is Verdict.RECOGNISED:
        return Label(verdict, view.name or "", line)
    if verdict is Verdict.UNKNOWN:
        return Label(verdict, translate("Labels", "Unknown"), line)
    if verdict is Verdict.SPOOF:
        return Label(verdict, translate("Labels", "Photo or screen?"), line)
    return Label(verdict, "", line) if line else None


def _parts(view: TrackView, detail: Detail, translate: Translate) -> list[str]:
    if detail in (Detail.NAME, Detail.NONE):
        return []
    parts = []
    if view.decision.verdict is Verdict.RECOGNISED:
        parts.append(percent(view.decision.match.probability))
    if view.attributes is not None:
        parts.append(person(view.attributes, translate))
    if detail is Detail.FULL and view.pose is not None:
        parts.append(pose(view.pose, translate))
    parts.append(f"#{view.track}")
    return parts


def _degrees(angle: float) -> str:
    whole = round(angle / POSE_STEP) * POSE_STEP
    return f"{whole}°".replace("-", "\u2212")
