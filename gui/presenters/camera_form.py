"""What may be typed about a camera, and what is wrong with it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote, unquote

from core.domain.camera import WHOLE, CameraSpec, Direction, LivenessPolicy, Region
from core.domain.ids import CameraId
from gui.presenters.cameras import SourceKind, split
from gui.presenters.text import Translate

DEMO_SCENES = ("entrance", "lobby")
"""What `core.capture` can play without a camera."""

ROTATIONS = (0, 90, 180, 270)

NETWORK_SCHEMES = ("rtsp", "rtsps", "http", "https", "onvif", "onvifs")
_ENDS = re.compile(r"[/?#]")
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^:@]*)(:[0-9]*)?")


class Field(StrEnum):
    """A field of the camera form, for pointing at what is wrong."""

    NAME = "name"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class CameraForm:
    """What is typed about a camera; the words are those of CameraSpec.

    `source` is the part that belongs to `kind`: a path, a number or name, a scene of the demo, or an address, whose
    user and password have fields of their own.
    """

    name: str
    kind: SourceKind
    source: str
    user: str = ""
    password: str = ""
    door: str = ""
    direction: Direction = Direction.BOTH
    rotation: int = 0
    mirror: bool = False
    region: Region = WHOLE
    min_face_px: int = 0
    max_fps: float = 0.0
    liveness: LivenessPolicy = LivenessPolicy.OFF
    pack: str = ""
    punches: bool = False


def form_of(spec: CameraSpec) -> CameraForm:
    """Return the form filled in with a camera."""
    kind, source = split(spec.source)
    user = password = ""
    if kind is SourceKind.NETWORK:
        source, user, password = without_login(source)
    return CameraForm(
        spec.name, kind, source, user, password, spec.door, spec.direction, spec.rotation, spec.mirror, spec.region,
        spec.min_face_px, spec.max_fps, spec.liveness, spec.pack, spec.punches,
    )  # fmt: skip


def spec_of(form: CameraForm, camera: CameraId) -> CameraSpec:
    """Return the camera a valid form describes."""
    return CameraSpec(
        camera, form.name.strip(), written(form), form.door.strip(), form.mirror, form.rotation, form.region,
        form.min_face_px, form.max_fps, form.direction, form.liveness, form.pack.strip(), form.punches,
    )  # fmt: skip


def written(form: CameraForm) -> str:
    """Return the form's source as CameraSpec has it."""
    source = form.source.strip()
    match form.kind:
        case SourceKind.USB | SourceKind.DEMO:
            return f"{form.kind.value}:{source}"
        case SourceKind.NETWORK:
            return with_login(source, form.user.strip(), form.password)
        case SourceKind.FILE | SourceKind.FOLDER:
            return source


def with_login(address: str, user: str, password: str) -> str:
    """Put a login into an address; one that is in it already stays where `user` is empty."""
    scheme, mark, _ = address.partition("://")
    if not mark or not user:
        return address
    login = quote(user, safe="") + (f":{quote(password, safe='')}" if password else "")
    return f"{scheme}://{login}@{without_login(address)[0].partition('://')[2]}"


def without_login(url: str) -> tuple[str, str, str]:
    """Take an address apart: without its login, the user, the password. Passwords may hold @, / and #."""
    scheme, mark, rest = url.partition("://")
    authority = _ENDS.split(rest, maxsplit=1)[0]
    # An @ in the authority ends the login; one further on does so where what comes before it cannot be a host.
    within = authority if "@" in authority or _HOST.fullmatch(authority) else rest
    login, at, host = within.rpartition("@")
    if not mark or not at:
        return url, "", ""
    user, _, password = login.partition(":")
    return f"{scheme}://{host}{rest[len(within) :]}", unquote(user), unquote(password)


def problems(form: CameraForm, others: Sequence[CameraSpec], translate: Translate) -> dict[Field, str]:
    """Return what is wrong with a form, by field; empty when it may be saved. Looks at the disk for files."""
    found: dict[Field, str] = {}
    name = form.name.strip()
    if not name:
        found[Field.NAME] = translate("Cameras", "Give the camera a name.")
    elif any(other.name.casefold() == name.casefold() for other in others):
        found[Field.NAME] = translate("Cameras", "Another camera has this name.")
    wrong = _wrong_source(form.kind, form.source.strip(), translate)
    if wrong:
        found[Field.SOURCE] = wrong
    return found


def _wrong_source(kind: SourceKind, source: str, translate: Translate) -> str:
    match kind:
        case SourceKind.FILE if not source:
            return translate("Cameras", "Choose a video file.")
        case SourceKind.FILE if not Path(source).is_file():
            return translate("Cameras", "There is no file at this path.")
        case SourceKind.FOLDER if not source:
            return translate("Cameras", "Choose a folder of pictures.")
        case SourceKind.FOLDER if not Path(source).is_dir():
            return translate("Cameras", "There is no folder at this path.")
        case SourceKind.USB if not source:
            return translate("Cameras", "Type the number or the name of the camera.")
        case SourceKind.NETWORK if not _is_address(source):
            return translate("Cameras", "Type an address such as rtsp://192.168.1.20/stream.")
        case _:
            return ""


def _is_address(source: str) -> bool:
    scheme, mark, rest = without_login(source)[0].partition("://")
    return bool(mark) and scheme.lower() in NETWORK_SCHEMES and _ENDS.split(rest, maxsplit=1)[0] != ""


def fresh_id(name: str, taken: Sequence[str]) -> CameraId:
    """Return an id for a new camera, readable where the name allows it."""
    base = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "camera"
    number, found = 2, base
    while found in taken:
        found, number = f"{base}-{number}", number + 1
    return CameraId(found)


def unusual(form: CameraForm) -> bool:
    """Say whether anything beyond the basics is set, so that it is not hidden from who looks."""
    plain = CameraForm(
        form.name, form.kind, form.source, form.user, form.password, form.door, form.direction, punches=form.punches
    )
    return form != plain
