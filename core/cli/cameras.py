"""`usher cameras list | discover | test`."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

import typer

from core.capture.discovery import discover as discover_all
from core.capture.discovery import local_cameras
from core.capture.factory import make_source
from core.capture.trial import Trial, try_out
from core.cli.output import emit, known_failures, say, show_table
from core.config import masked
from core.domain.camera import FoundCamera
from core.domain.errors import ErrorCode, KnownError

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]

_SLOW_FPS, _LONG_GAP_S = 10.0, 0.5
"""Below and beyond these a face that walks by is seen too rarely to be recognised well."""

app = typer.Typer(help="Find cameras and try them out.", no_args_is_help=True)


@app.command(name="list")
def list_(as_json: Json = False) -> None:
    """List the cameras plugged into this machine."""
    _show(local_cameras(), "No camera is plugged in.", as_json=as_json)


@app.command()
def discover(as_json: Json = False) -> None:
    """Look for cameras on this machine and for ONVIF cameras in its networks; takes a few seconds."""
    _show(discover_all(), "No camera was found, neither on this machine nor in its networks.", as_json=as_json)


@app.command(name="test")
def try_camera(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="usb:0, rtsp://…, onvif://…, a file or a folder.")],
    seconds: Annotated[float, typer.Option(min=0.5, help="How long to look.")] = 3.0,
    as_json: Json = False,
) -> None:
    """Open a camera and say what comes, or why nothing does."""
    with known_failures(as_json=as_json):
        trial = try_out(make_source(source), seconds)
        if trial is None:
            raise KnownError(ErrorCode.SOURCE_NO_VIDEO, source=masked(source))
    if as_json:
        emit({"source": masked(source), **{name: _short(value) for name, value in asdict(trial).items()}})
        return
    say(
        f"{trial.width}×{trial.height}, {trial.fps:.1f} pictures a second. Connecting took {trial.opened_s:.2f} s, the "
        f"first picture {trial.first_s:.2f} s more; the longest wait between two was {trial.longest_gap_s:.2f} s."
    )
    for hint in _hints(trial):
        say(hint)


def _short(value: float) -> float:
    return round(value, 3)


def _hints(trial: Trial) -> Sequence[str]:
    hints = []
    if trial.fps < _SLOW_FPS:
        hints.append(f"That is slow: set the camera to {_SLOW_FPS:.0f} pictures a second or more.")
    if trial.longest_gap_s > _LONG_GAP_S:
        hints.append("Pictures come in bursts: the network, or the camera, is at its limit.")
    return hints


def _show(cameras: Sequence[FoundCamera], nothing: str, *, as_json: bool) -> None:
    if as_json:
        for camera in cameras:
            emit(asdict(camera))
    elif cameras:
        rows = ((camera.name, camera.source, camera.detail) for camera in cameras)
        show_table(f"{len(cameras)} found", ("Name", "Source", "Where"), rows)
    else:
        say(nothing)
