"""Cameras in words."""

from enum import StrEnum
from pathlib import Path

from core.config import masked
from core.domain.camera import CameraState, CameraStatus, FoundCamera
from core.domain.text import QT_TRANSLATE_NOOP
from gui.presenters.text import Translate, facts_of, retold

REASONS = (
    QT_TRANSLATE_NOOP("Cameras", "No picture has come for more than a second."),
    QT_TRANSLATE_NOOP("Cameras", "An error inside Usher stopped this camera. The log says more."),
)
"""What the capture layer says of a camera besides known failures, word for word."""


PLACES = (
    QT_TRANSLATE_NOOP("Cameras", "camera number {number} of this machine"),
    QT_TRANSLATE_NOOP("Cameras", "{model} at {host}"),
    QT_TRANSLATE_NOOP("Cameras", "at {host}"),
)
"""Where the capture layer finds cameras, word for word."""


class Tone(StrEnum):
    """How a state is coloured."""

    GOOD = "good"
    WAITING = "waiting"
    BAD = "bad"
    QUIET = "quiet"


class SourceKind(StrEnum):
    """What a camera's pictures come from."""

    FILE = "file"
    FOLDER = "folder"
    USB = "usb"
    NETWORK = "network"
    DEMO = "demo"


def tone(state: CameraState) -> Tone:
    """Return how a state is coloured."""
    match state:
        case CameraState.LIVE:
            return Tone.GOOD
        case CameraState.CONNECTING | CameraState.STALLED:
            return Tone.WAITING
        case CameraState.LOST | CameraState.REFUSED | CameraState.FAILED:
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
        case CameraState.REFUSED:
            return translate("Cameras", "User or password refused")
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


def detail_of(found: FoundCamera, translate: Translate) -> str:
    """Say where a camera was found, in the user's language where the words are known."""
    for pattern in PLACES:
        facts = facts_of(pattern, found.detail)
        if facts is not None:
            return translate("Cameras", pattern).format(**facts)
    return found.detail


def fps_text(status: CameraStatus, translate: Translate) -> str:
    """Write the frame rate; empty unless there is a picture."""
    if status.state is not CameraState.LIVE:
        return ""
    return translate("Cameras", "{fps} fps").format(fps=round(status.fps))


def source_text(source: str, translate: Translate) -> str:
    """Describe a source without any password in it."""
    kind, part = split(source)
    match kind:
        case SourceKind.USB if part.isdecimal():
            return translate("Cameras", "USB camera {index}").format(index=part)
        case SourceKind.USB:
            return translate("Cameras", "USB camera “{name}”").format(name=part)
        case SourceKind.DEMO:
            return translate("Cameras", "Demo: {scene}").format(scene=part)
        case SourceKind.FILE:
            return Path(part).name
        case SourceKind.FOLDER:
            return translate("Cameras", "Pictures in {folder}").format(folder=Path(part).name)
        case SourceKind.NETWORK:
            return masked(part)


def split(source: str) -> tuple[SourceKind, str]:
    """Take a source apart into its kind and the part that belongs to it. Looks at the disk to tell a folder."""
    scheme, _, rest = source.partition(":")
    if scheme in (SourceKind.USB, SourceKind.DEMO) and rest:
        return SourceKind(scheme), rest
    if "://" in source:
        return SourceKind.NETWORK, source
    path = Path(source)
    return (SourceKind.FOLDER if path.is_dir() or not path.suffix else SourceKind.FILE), source
