"""`usher demo`, `usher watch`, and the console itself."""

import importlib
import threading
import time
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from core.bootstrap import open_station
from core.cli.context import data_dir_of
from core.cli.event_records import event_record
from core.cli.output import FAILED, emit, known_failures, say
from core.cli.records import summary_record
from core.config import masked
from core.domain.attendance import Way
from core.domain.camera import CameraSpec, CameraState
from core.domain.events import (
    AtDoor,
    Attended,
    CameraChanged,
    DoorChanged,
    Event,
    HealthChanged,
    Recognised,
    SpoofSuspected,
    Unknown,
)
from core.domain.ids import CameraId
from core.runtime.figures import Figures
from core.runtime.logs import logged_to
from core.runtime.supervisor import Playback

_SCREENSHOT_AFTER_S = 15.0

Json = Annotated[bool, typer.Option("--json", help="Print JSON lines.")]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command()(console)
    app.command()(demo)
    app.command()(watch)


def open_console(data_dir: Path, **options: object) -> int:
    """Open the window on `data_dir` and return its exit code."""
    # The window stands above the core, which therefore may not know it when it is imported.
    run = importlib.import_module("gui.app").run_console
    # A demo leaves nothing behind, not even a log.
    with nullcontext() if options.get("demo") else logged_to(data_dir):
        code: int = run(data_dir, **options)
    return code


Seconds = Annotated[float | None, typer.Option(min=1, help="Stop by itself after this time.")]
Screenshot = Annotated[Path | None, typer.Option(help="Write a picture of the window before stopping.")]
Theme = Annotated[str | None, typer.Option(help="light, dark or system.")]
Language = Annotated[str | None, typer.Option(help="en or zh_CN.")]
BlurFaces = Annotated[bool, typer.Option("--blur-faces", help="Hide faces, for a picture that may be published.")]


def console(
    context: typer.Context,
    seconds: Seconds = None,
    screenshot: Screenshot = None,
    theme: Theme = None,
    language: Language = None,
    blur_faces: BlurFaces = False,
) -> None:
    """Open the console; the same as no command at all."""
    _show(context, demo=False, seconds=seconds, screenshot=screenshot, theme=theme, language=language, blur=blur_faces)


def demo(
    context: typer.Context,
    seconds: Seconds = None,
    screenshot: Screenshot = None,
    theme: Theme = None,
    language: Language = None,
    blur_faces: BlurFaces = False,
) -> None:
    """Show the console with two simulated cameras and real faces; nothing is kept. Works without a display too."""
    _show(context, demo=True, seconds=seconds, screenshot=screenshot, theme=theme, language=language, blur=blur_faces)


def _show(
    context: typer.Context,
    *,
    demo: bool,
    seconds: float | None,
    screenshot: Path | None,
    theme: str | None,
    language: str | None,
    blur: bool,
) -> None:
    if screenshot is not None and seconds is None:
        seconds = _SCREENSHOT_AFTER_S
    with known_failures():
        code = open_console(
            data_dir_of(context),
            demo=demo,
            seconds=seconds,
            screenshot=screenshot,
            theme=theme,
            language=language,
            blur_faces=blur,
        )
    raise typer.Exit(code)


class _Printer:
    """Prints events as they come; called from the runtime's threads, one line each."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json

    def on_event(self, event: Event) -> None:
        """Print one event."""
        if self._as_json:
            emit(event_record(event))
        else:
            say(sentence(event))

    def on_people_changed(self) -> None:
        """Nothing to print."""


_WAYS = {Way.IN: "comes in", Way.OUT: "goes out"}


def sentence(event: Event) -> str:
    """Return an event as a line for people."""
    match event:
        case Recognised():
            match_ = event.decision.match
            return f"{event.camera_name}  track {event.track}: {event.name} ({100 * match_.probability:.0f} %)"
        case Unknown():
            return f"{event.camera_name}  track {event.track}: unknown"
        case SpoofSuspected():
            whom = f" of {event.name}" if event.name else ""
            return f"{event.camera_name}  track {event.track}: a picture{whom}, not a person"
        case HealthChanged():
            return " ".join(concern.detail for concern in event.concerns) or "Everything is well again."
        case CameraChanged():
            return f"{event.status.spec.name}: {event.status.state.value} {event.status.detail}".rstrip()
        case Attended():
            return f"{event.punch.door}: {event.name} {_WAYS[event.punch.way]}"
        case AtDoor():
            return " ".join(filter(None, (f"{event.door_name}:", event.fact.act.value, event.name)))
        case DoorChanged():
            return f"{event.status.name}: {event.status.link.value} {event.status.detail}".rstrip()


def watch(
    context: typer.Context,
    sources: Annotated[list[str], typer.Argument(help="Video files, usb:0, demo:entrance …", metavar="SOURCE…")],
    seconds: Annotated[float | None, typer.Option(min=0.1, help="Stop after this time.")] = None,
    realtime: Annotated[
        bool, typer.Option("--realtime", help="Play recordings at their own speed and drop late frames.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Run the pipeline without a window and print what it sees; nothing is recorded."""
    cameras = name_cameras(sources)
    with known_failures(as_json=as_json), logged_to(data_dir_of(context)):
        station = open_station(
            data_dir_of(context), cameras=cameras, playback=Playback(realtime=realtime, loop=False), recording=False
        )
        begin = time.monotonic()
        station.subscribe(_Printer(as_json=as_json))
        try:
            station.start()
            station.wait_until_ended(seconds or threading.TIMEOUT_MAX)
            figures = station.figures()
            failed = [s for s in station.cameras() if s.state is CameraState.FAILED]
        finally:
            station.stop()
    _conclude(figures, time.monotonic() - begin, as_json=as_json)
    for status in failed:
        typer.echo(f"usher: {status.detail}", err=True)
    if failed:
        raise typer.Exit(FAILED)


def _conclude(figures: Figures, seconds: float, *, as_json: bool) -> None:
    summary = summary_record(figures, seconds)
    if as_json:
        emit(summary)
        return
    say(
        f"{figures.frames_processed} frames in {seconds:.1f} s ({summary['fps']} a second, "
        f"{figures.frames_dropped} dropped), {figures.tracks} tracks, {figures.recognised} recognised, "
        f"{figures.unknown} unknown, {figures.extractions_per_track:.1f} extractions a track"
    )


def name_cameras(sources: Sequence[str]) -> tuple[CameraSpec, ...]:
    """Return one camera per source, named after it; sources of the same name are numbered."""
    cameras: list[CameraSpec] = []
    for number, source in enumerate(sources):
        name = masked(source) if "://" in source else Path(source).name
        if any(c.name == name for c in cameras):
            name = f"{name} ({number + 1})"
        cameras.append(CameraSpec(CameraId(f"watch-{number}"), name, source))
    return tuple(cameras)
