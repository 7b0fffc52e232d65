"""Checking the ground Usher stands on, one finding at a time."""

import importlib
import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

import numpy as np
import onnxruntime
import psutil

from core.capture.factory import make_source
from core.capture.source import FrameSource, NoPicture, Picture
from core.config import CameraSettings, Settings, load_settings
from core.domain.camera import LivenessPolicy
from core.domain.errors import KnownError
from core.runtime.health import DISK_ALARM_MS, DISK_NOTICE_MS, FREE_ALARM_BYTES, FREE_NOTICE_BYTES, MB
from core.runtime.logs import LOG_FILE
from core.runtime.watchdog import write_ms
from core.vision.catalog import load_catalog
from core.vision.optional import optional_models

CAMERA_S = 2.0
"""How long each camera is watched."""
_READ_S = 0.25
_DISK_WRITES = 5
_MEMORY_WANTED = 1_500 * MB
"""The console with four cameras holds half a gigabyte to one, and the system wants some to live on."""
_OLDEST = datetime(2026, 1, 1, tzinfo=UTC)
"""Usher is younger: a clock before this was never set."""
_TOLERANCE = timedelta(minutes=1)
_FAST = {"AVX2", "X86_V3", "AVX512F", "X86_V4"}
"""What numpy calls the instructions the networks are fast with on x86 processors, before and since its version 2.4."""


class State(StrEnum):
    """How bad it is: WRONG stops something from working, a NOTICE is worth knowing."""

    OK = "ok"
    NOTICE = "notice"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Remark:
    """What a look saw that is not simply well."""

    detail: str
    state: State = State.NOTICE


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, and what was seen, in a plain sentence."""

    name: str
    state: State
    detail: str

    @property
    def sound(self) -> bool:
        """Whether it works."""
        return self.state is not State.WRONG


def examine(name: str, look: Callable[[], str | Remark]) -> Finding:
    """Call `look` for a detail; a failure of the environment or a library that does not load is a WRONG finding."""
    try:
        seen = look()
    except (KnownError, ImportError) as error:
        return Finding(name, State.WRONG, str(error))
    except OSError as error:
        return Finding(name, State.WRONG, f"{error.filename}: {error.strerror}" if error.filename else str(error))
    return Finding(name, seen.state, seen.detail) if isinstance(seen, Remark) else Finding(name, State.OK, seen)


def settings_or_defaults(data_dir: Path) -> Settings:
    """Return the settings; the defaults where another finding says why there are none."""
    try:
        return load_settings(data_dir)
    except KnownError:
        return Settings()


def look_at_window_system() -> str:
    """Load Qt. Raises ImportError."""
    # By name: the core works without a window, and only wants to know whether there could be one.
    version: str = importlib.import_module("PySide6").__version__
    return f"PySide6 {version}"


def look_at_liveness(settings: Settings, models_dir: Path) -> str | Remark:
    """Say whether the networks are installed that tell people from pictures, and whether they have to be."""
    catalog = load_catalog()
    if {m.name for m in optional_models(catalog, models_dir) if m.installed} >= set(catalog.liveness):
        return "they tell people from pictures of people"
    required = [camera.name for camera in settings.cameras if camera.liveness is LivenessPolicy.REQUIRE]
    if required:
        said = f"They are required at {', '.join(required)}, but not installed. “usher models add FILE…” adds them."
        return Remark(said, State.WRONG)
    return Remark("Not installed; pictures held up to a camera go unnoticed. “usher models add FILE…” adds them.")


def look_at_camera(camera: CameraSettings) -> str | Remark:
    """Watch a configured camera for a while. Raises KnownError."""
    return watched(make_source(camera.source))


def watched(source: FrameSource, seconds: float = CAMERA_S) -> str | Remark:
    """Open a source, watch it for a while and close it. Raises KnownError when it cannot be opened or breaks off."""
    pictures, size = 0, (0, 0)
    try:
        source.open()
        begin = time.monotonic()
        while (spent := time.monotonic() - begin) < seconds:
            reading = source.read(_READ_S)
            if reading is NoPicture.ENDED:
                break
            if isinstance(reading, Picture):
                pictures, size = pictures + 1, (reading.image.shape[1], reading.image.shape[0])
    finally:
        source.close()
    if not pictures:
        return Remark(f"It opens, but no picture came within {seconds:.0f} s.", State.WRONG)
    rate = f", {pictures / spent:.0f} pictures a second" if spent >= 1 else ""
    return f"{size[0]}×{size[1]}{rate}"


def look_at_clock(now: datetime, newest_event: datetime | None) -> str | Remark:
    """Compare the wall clock with what is known to be past."""
    said = f"{now.astimezone():%Y-%m-%d %H:%M:%S %Z}"
    if now < _OLDEST:
        return Remark(f"It is not {said}: set the clock of this machine.", State.WRONG)
    if newest_event is not None and newest_event > now + _TOLERANCE:
        later = f"{newest_event.astimezone():%Y-%m-%d %H:%M}"
        return Remark(
            f"It says {said}, but the newest event is from {later}: one of the two is wrong. Check date and time.",
            State.WRONG,
        )
    return said


def look_at_disk_speed(folder: Path) -> str | Remark:
    """Write through to the disk a few times. Raises OSError."""
    ms = statistics.median(write_ms(folder) for _ in range(_DISK_WRITES))
    if ms < DISK_NOTICE_MS:
        return f"a write reaches the disk in {ms:.1f} ms"
    state = State.WRONG if ms >= DISK_ALARM_MS else State.NOTICE
    return Remark(f"A write takes {ms:.0f} ms to reach the disk. Check it, or use a faster one.", state)


def look_at_free_space(free_bytes: int) -> str | Remark:
    """Say how much room there is."""
    said = f"{free_bytes / 1e9:.1f} GB"
    if free_bytes >= FREE_NOTICE_BYTES:
        return said
    state = State.WRONG if free_bytes < FREE_ALARM_BYTES else State.NOTICE
    return Remark(f"Only {said} are free. Make room, or what is seen cannot be kept.", state)


def look_at_memory() -> str | Remark:
    """Say how much memory there is for Usher."""
    found = psutil.virtual_memory()
    said = f"{found.available / 1e9:.1f} of {found.total / 1e9:.1f} GB are available"
    if found.available < _MEMORY_WANTED:
        return Remark(f"Only {said}. Close other programs, or use fewer cameras.")
    return said


def look_at_log(data_dir: Path) -> str:
    """Write to the folder of the log. Raises OSError."""
    path = data_dir / LOG_FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    write_ms(path.parent)
    with path.open("a", encoding="utf-8"):
        return str(path)


def look_at_processor() -> str | Remark:
    """Say which of the instructions that make networks fast this processor has."""
    simd = np.show_config(mode="dicts").get("SIMD Extensions", {})
    found = [*simd.get("baseline", []), *simd.get("found", [])]
    said = f"{psutil.cpu_count() or 1} threads, {platform.machine()} with {', '.join(found)}"
    if "CPUExecutionProvider" not in onnxruntime.get_available_providers():
        return Remark(
            f"onnxruntime {onnxruntime.__version__} cannot compute on processors. Install it again.", State.WRONG
        )
    if platform.machine().lower() in ("x86_64", "amd64") and not _FAST & set(found):
        return Remark(f"{said}. Without AVX2 everything takes several times as long: use fewer cameras.")
    return f"{said}; onnxruntime {onnxruntime.__version__}"
