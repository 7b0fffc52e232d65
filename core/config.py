"""Settings: one versioned TOML file per data folder, typed, checked when read, written whole or not at all."""

import contextlib
import os
import re
import tempfile
import tomllib
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import platformdirs
import tomli_w

from core.domain.calibration import Goal
from core.domain.camera import CameraSpec, Direction, LivenessPolicy, Region
from core.domain.errors import ErrorCode, KnownError
from core.domain.ids import CameraId

SETTINGS_VERSION = 1
SETTINGS_FILE = "settings.toml"

Share = Annotated[float, msgspec.Meta(ge=0.0, le=1.0)]


class DetectionSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The detector's working size in pixels, score floor, and the cap on faces considered per frame or still picture.

    Whoever is over the cap is not followed, and so never gets a turn: it is meant for walls of posters. A frame with
    200 faces takes a fifth longer than one with the best 60 of them (`python -m tests.benchmarks.crowd`).
    """

    width: Annotated[int, msgspec.Meta(ge=160, le=1920, multiple_of=32)] = 640
    height: Annotated[int, msgspec.Meta(ge=160, le=1920, multiple_of=32)] = 384
    min_score: Share = 0.7
    max_faces: Annotated[int, msgspec.Meta(ge=1, le=500)] = 200


class RecognitionSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much is measured, and how rarely it may be wrong. Scores belong to the model pack and the site's calibration.

    `embeddings_per_frame` bounds the cost of a crowded frame; `shots_per_track` bounds it over a track. Thresholds are
    set for one false accept in `false_accepts_weeks`, with `visitors_a_day` visits of people who are not enrolled.
    """

    pack: str = "default"
    embeddings_per_frame: Annotated[int, msgspec.Meta(ge=1, le=16)] = 2
    shots_per_track: Annotated[int, msgspec.Meta(ge=1, le=10)] = 5
    min_face_px: Annotated[int, msgspec.Meta(ge=16, le=400)] = 32
    false_accepts_weeks: Annotated[float, msgspec.Meta(gt=0, le=5200)] = 4.0
    visitors_a_day: Annotated[float, msgspec.Meta(gt=0, le=1_000_000)] = 50.0

    def goal(self) -> Goal:
        """Return the two as the goal thresholds are chosen for."""
        return Goal(self.false_accepts_weeks, self.visitors_a_day)


class RegionSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The part of a picture that is looked at, as shares 0…1."""

    left: Share = 0.0
    top: Share = 0.0
    right: Share = 1.0
    bottom: Share = 1.0

    def __post_init__(self) -> None:
        if not (self.left < self.right and self.top < self.bottom):
            raise ValueError("the region is empty: left must be less than right, and top less than bottom")


class CameraSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One camera as the file has it; the words are those of CameraSpec."""

    id: str
    name: Annotated[str, msgspec.Meta(min_length=1)]
    source: Annotated[str, msgspec.Meta(min_length=1)]
    door: str = ""
    mirror: bool = False
    rotation: Literal[0, 90, 180, 270] = 0
    region: RegionSettings = RegionSettings()
    min_face_px: Annotated[int, msgspec.Meta(ge=0, le=400)] = 0
    max_fps: Annotated[float, msgspec.Meta(ge=0, le=120)] = 0.0
    direction: Direction = Direction.BOTH
    liveness: LivenessPolicy = LivenessPolicy.OFF
    pack: str = ""

    def __repr__(self) -> str:
        # The source may hold a password, and what is printed ends in logs.
        return f"CameraSettings({self.id!r}, {self.name!r}, {masked(self.source)!r})"

    def spec(self) -> CameraSpec:
        """Return the camera in the program's words."""
        region = Region(self.region.left, self.region.top, self.region.right, self.region.bottom)
        return CameraSpec(
            CameraId(self.id), self.name, self.source, self.door, self.mirror, self.rotation, region,
            self.min_face_px, self.max_fps, self.direction, self.liveness, self.pack,
        )  # fmt: skip

    @classmethod
    def of(cls, spec: CameraSpec) -> "CameraSettings":
        """Return `spec` as the file has it."""
        region = RegionSettings(spec.region.left, spec.region.top, spec.region.right, spec.region.bottom)
        turns: dict[int, Literal[0, 90, 180, 270]] = {0: 0, 90: 90, 180: 180, 270: 270}
        return cls(
            spec.id, spec.name, spec.source, spec.door, spec.mirror, turns[spec.rotation], region,
            spec.min_face_px, spec.max_fps, spec.direction, spec.liveness, spec.pack,
        )  # fmt: skip


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything an operator may set. `workers` 0 means one inference worker per core but one, at least one.

    `resemblance` is the folder of stars visitors may be compared with for fun; empty is off.
    """

    version: int = SETTINGS_VERSION
    language: str = ""
    theme: str = "system"
    workers: Annotated[int, msgspec.Meta(ge=0, le=64)] = 0
    resemblance: str = ""
    detection: DetectionSettings = DetectionSettings()
    recognition: RecognitionSettings = RecognitionSettings()
    cameras: tuple[CameraSettings, ...] = ()

    def worker_count(self) -> int:
        """Return how many inference workers (and engines) to run."""
        return self.workers or max(1, (os.cpu_count() or 2) - 1)


def default_data_dir() -> Path:
    """Return the folder the platform gives an application for its data."""
    return Path(platformdirs.user_data_dir("usher", appauthor=False))


def cache_dir() -> Path:
    """Return the folder for what can be made again, such as folded models."""
    return Path(platformdirs.user_cache_dir("usher", appauthor=False))


def write_whole(path: Path, content: bytes) -> None:
    """Write through a temporary file and a rename, so that a crash leaves the old file or the new one.

    The folder is made if need be, and the file is for its owner only. Raises OSError; then nothing is left behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def load_settings(data_dir: Path) -> Settings:
    """Read the settings of `data_dir`; defaults where there are none yet.

    Raises KnownError(SETTINGS_INVALID) naming the entry that is wrong.
    """
    path = data_dir / SETTINGS_FILE
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KnownError(ErrorCode.SETTINGS_INVALID, path=str(path), detail=str(error)) from error
    except OSError as error:
        raise KnownError(ErrorCode.FOLDER_UNREADABLE, path=str(path)) from error
    try:
        settings = msgspec.convert(raw, Settings)
    except msgspec.ValidationError as error:
        raise KnownError(ErrorCode.SETTINGS_INVALID, path=str(path), detail=str(error)) from error
    if settings.version > SETTINGS_VERSION:
        raise KnownError(ErrorCode.STORE_NEWER, path=str(path), found=str(settings.version))
    return settings


def save_settings(data_dir: Path, settings: Settings) -> None:
    """Write the settings through a temporary file and a rename, so that a crash leaves the old or the new file."""
    path = data_dir / SETTINGS_FILE
    text = tomli_w.dumps(msgspec.to_builtins(settings))
    try:
        write_whole(path, text.encode("utf-8"))
    except OSError as error:
        raise KnownError(ErrorCode.FOLDER_NOT_WRITABLE, path=str(data_dir), detail=error.strerror or "") from error


_CREDENTIALS = re.compile(r"(?<=://).*@")
"""Up to the last @: passwords may hold any character, and a path with an @ is no secret worth a leak."""
_SECRETS = re.compile(
    r"([/?&;_][^/?&;=\s]*(?:pass?|pwd|psw|token|secret|key|auth|user|usr|login|sess)[^/?&;=\s]*=)[^&;\s]*",
    re.IGNORECASE,
)
"""Cameras take credentials as parameters under many names, some of them inside the path."""


def masked(source: str) -> str:
    """Return `source` with any credentials in a URL hidden; the only form that may be logged or shown."""
    return _SECRETS.sub(r"\1***", _CREDENTIALS.sub("***@", source))
