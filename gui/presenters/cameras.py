"""Cameras in words, and what may be typed about them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from core.config import masked
from core.domain.camera import CameraSpec, CameraState, CameraStatus
from core.domain.ids import CameraId
from core.domain.text import QT_TRANSLATE_NOOP
from gui.presenters.text import Translate, retold

DEMO_SOURCE = "demo:entrance"
REASONS = (
    QT_TRANSLATE_NOOP("Cameras", "No picture has come for more than two seconds."),
    QT_TRANSLATE_NOOP("Cameras", "An error inside Usher stopped this camera. The log says more."),
)
"""What the capture layer says of a camera besides known failures, word for word."""

USB_LIMIT = 63
"""Highest USB index offered; V4L2 numbers its devices from 0 to 63."""


class Tone(StrEnum):
    """How a state is coloured."""

    GOOD = "good"
    WAITING = "waiting"
    BAD = "bad"
    QUIET = "quiet"


class SourceKind(StrEnum):
    """What kinds of source the form offers."""

    FILE = "file"
    USB = "usb"
    DEMO = "demo"
    OTHER = "other"


class Field(StrEnum):
    """A field of the camera form, for pointing at what is wrong."""

    NAME = "name"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class CameraForm:
    """What is typed about a camera. `source` is the part that belongs to `kind`: a path, an index, a demo or a URL."""

    name: str
    kind: SourceKind
    source: str
    door: str = ""
    mirror: bool = False


def tone(state: CameraState) -> Tone:
    """Return how a state is coloured."""
    match state:
        case CameraState.LIVE:
            return Tone.GOOD
        case CameraState.CONNECTING | CameraState.STALLED:
            return Tone.WAITING
        case CameraState.LOST | CameraState.FAILED:
            return Tone.BAD
        case CameraState.ENDED:
            return Tone.QUIET


def state_text(state: CameraState, translate: Translate) -> str:
    """Name a state in plain language."""
    match state:
        case CameraState.CONNECTING:
            return translate("Cameras", "Connecting…")
        case CameraState.LIVE:
            return translate("Cameras", "Live")
        case CameraState.STALLED:
            return translate("Cameras", "The picture stands still")
        case CameraState.LOST:
            return translate("Cameras", "Lost – trying again")
        case CameraState.ENDED:
            return translate("Cameras", "The recording has ended")
        case CameraState.FAILED:
            return translate("Cameras", "No picture")


def status_text(status: CameraStatus, translate: Translate) -> str:
    """Say a camera's state with the reason where one is known."""
    said = state_text(status.state, translate)
    return f"{said} · {detail_text(status, translate)}" if status.detail else said


def detail_text(status: CameraStatus, translate: Translate) -> str:
    """Return the reason for a state in the user's language; empty when there is nothing to say."""
    if status.detail in REASONS:
        return translate("Cameras", status.detail)
    return retold(status.detail, translate)


def fps_text(status: CameraStatus, translate: Translate) -> str:
    """Write the frame rate; empty unless there is a picture."""
    if status.state is not CameraState.LIVE:
        return ""
    return translate("Cameras", "{fps} fps").format(fps=round(status.fps))


def source_text(source: str, translate: Translate) -> str:
    """Describe a source without any password in it."""
    form = split(source)
    match form[0]:
        case SourceKind.USB:
            return translate("Cameras", "USB camera {index}").format(index=form[1])
        case SourceKind.DEMO:
            return translate("Cameras", "Demo: {scene}").format(scene=form[1].partition(":")[2])
        case SourceKind.FILE:
            return Path(form[1]).name
        case SourceKind.OTHER:
            return masked(form[1])


def split(source: str) -> tuple[SourceKind, str]:
    """Take a source apart into what the form offers."""
    if re.fullmatch(r"usb:\d+", source):
        return SourceKind.USB, source.partition(":")[2]
    if source.startswith("demo:"):
        return SourceKind.DEMO, source
    if "://" in source:
        return SourceKind.OTHER, source
    return SourceKind.FILE, source


def form_of(spec: CameraSpec) -> CameraForm:
    """Return the form filled in with a camera."""
    kind, source = split(spec.source)
    return CameraForm(spec.name, kind, source, spec.door, spec.mirror)


def spec_of(form: CameraForm, camera: CameraId) -> CameraSpec:
    """Return the camera a valid form describes."""
    source = form.source.strip()
    written = f"usb:{source}" if form.kind is SourceKind.USB else source
    return CameraSpec(camera, form.name.strip(), written, form.door.strip(), form.mirror)


def problems(form: CameraForm, others: Sequence[CameraSpec], translate: Translate) -> dict[Field, str]:
    """Return what is wrong with a form, by field; empty when it may be saved. Looks at the disk for a file."""
    found: dict[Field, str] = {}
    name = form.name.strip()
    if not name:
        found[Field.NAME] = translate("Cameras", "Give the camera a name.")
    elif any(other.name.casefold() == name.casefold() for other in others):
        found[Field.NAME] = translate("Cameras", "Another camera has this name.")
    source = form.source.strip()
    if form.kind is SourceKind.FILE:
        if not source:
            found[Field.SOURCE] = translate("Cameras", "Choose a video file.")
        elif not Path(source).is_file():
            found[Field.SOURCE] = translate("Cameras", "There is no file at this path.")
    elif form.kind is SourceKind.OTHER and "://" not in source:
        found[Field.SOURCE] = translate("Cameras", "Type an address such as rtsp://host/stream.")
    return found


def fresh_id(name: str, taken: Sequence[str]) -> CameraId:
    """Return an id for a new camera, readable where the name allows it."""
    base = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "camera"
    number, found = 2, base
    while found in taken:
        found, number = f"{base}-{number}", number + 1
    return CameraId(found)
