"""Settings: one versioned TOML file per data folder, typed, checked when read, written whole or not at all."""

import os
import tomllib
from pathlib import Path
from typing import Annotated

import msgspec
import tomli_w

from core.config.attendance import AttendanceSettings
from core.config.cameras import CameraSettings, Share
from core.config.doors import DoorSettings
from core.config.files import write_whole
from core.config.kiosk import KioskSettings
from core.domain.calibration import Goal
from core.domain.errors import BugError, ErrorCode, KnownError

SETTINGS_VERSION = 1
SETTINGS_FILE = "settings.toml"


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


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything an operator may set. `workers` 0 means one inference worker per core but one, at least one.

    `resemblance` is the folder of stars visitors may be compared with for fun; empty is off.
    `company` stands on what is printed.
    """

    version: int = SETTINGS_VERSION
    language: str = ""
    theme: str = "system"
    workers: Annotated[int, msgspec.Meta(ge=0, le=64)] = 0
    resemblance: str = ""
    detection: DetectionSettings = DetectionSettings()
    recognition: RecognitionSettings = RecognitionSettings()
    company: str = ""
    cameras: tuple[CameraSettings, ...] = ()
    doors: tuple[DoorSettings, ...] = ()
    attendance: AttendanceSettings = AttendanceSettings()
    kiosk: KioskSettings = KioskSettings()

    def worker_count(self) -> int:
        """Return how many inference workers (and engines) to run."""
        return self.workers or max(1, (os.cpu_count() or 2) - 1)


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
    """Write the settings through a temporary file and a rename, so that a crash leaves the old or the new file.

    Raises KnownError(FOLDER_NOT_WRITABLE), and BugError for settings that could not be read back.
    """
    path = data_dir / SETTINGS_FILE
    content = msgspec.to_builtins(settings)
    try:
        msgspec.convert(content, Settings)  # bounds are checked by nothing else, and Usher would start no more
    except msgspec.ValidationError as error:
        raise BugError(f"settings were to be saved that cannot be: {error}") from error
    text = tomli_w.dumps(content)
    try:
        write_whole(path, text.encode("utf-8"))
    except OSError as error:
        raise KnownError(ErrorCode.FOLDER_NOT_WRITABLE, path=str(data_dir), detail=error.strerror or "") from error
