"""`usher challenge`: asks whoever stands before a camera to turn the head, and says whether a live head did."""

import secrets
import time
from typing import Annotated

import typer

from core.bootstrap import open_station
from core.cli.context import data_dir_of
from core.cli.live import name_cameras
from core.cli.output import FAILED, emit, known_failures, say
from core.domain.camera import CameraSpec, CameraState
from core.domain.ids import CameraId
from core.policy.challenge import Instruction, Outcome
from core.runtime.challenging import ChallengeRun
from core.runtime.station import Station
from core.runtime.supervisor import Playback

_LOOK_EVERY_S = 0.01
_OVER = (CameraState.ENDED, CameraState.FAILED)

ASKED = {
    Instruction.LOOK_AHEAD: "Look straight into the camera.",
    Instruction.TURN_LEFT: "Turn your head to your left.",
    Instruction.TURN_RIGHT: "Turn your head to your right.",
}
SAID = {
    Outcome.PASSED: "A live head turned as it was asked to.",
    Outcome.WRONG_WAY: "The head turned the other way.",
    Outcome.TOO_SUDDEN: "The face changed faster than a head can turn.",
    Outcome.FACE_LOST: "The face was lost.",
    Outcome.TIMED_OUT: "Nobody followed in time.",
    Outcome.RUNNING: "The camera ended before the challenge did.",
}


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(challenge)


def challenge(
    context: typer.Context,
    source: Annotated[str, typer.Argument(help="usb:0, rtsp://…", metavar="SOURCE")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON lines.")] = False,
) -> None:
    """Ask a visitor to turn the head; exit code 1 unless a live head did as it was asked."""
    (camera,) = name_cameras([source])
    with known_failures(as_json=as_json):
        station = open_station(data_dir_of(context), cameras=(camera,), playback=Playback(loop=False), recording=False)
        try:
            station.start()
            outcome = _lead(station, camera, as_json=as_json)
            (status,) = station.cameras()
        finally:
            station.stop()
    if as_json:
        emit({"type": "outcome", "outcome": outcome.value})
    else:
        say(SAID[outcome])
    if status.state is CameraState.FAILED:
        typer.echo(f"usher: {status.detail}", err=True)
    if outcome is not Outcome.PASSED:
        raise typer.Exit(FAILED)


def _lead(station: Station, camera: CameraSpec, *, as_json: bool) -> Outcome:
    run, asked = ChallengeRun(secrets.randbits(64), mirrored=camera.mirror), -1
    while run.challenge.outcome is Outcome.RUNNING and not _is_over(station, camera.id):
        if run.challenge.done != asked:
            asked = run.challenge.done
            instruction = run.challenge.instruction
            if as_json:
                emit({"type": "instruction", "instruction": instruction.value})
            else:
                say(ASKED[instruction])
        run.look(station.latest(camera.id))
        time.sleep(_LOOK_EVERY_S)
    return run.challenge.outcome


def _is_over(station: Station, camera: CameraId) -> bool:
    return any(status.spec.id == camera and status.state in _OVER for status in station.cameras())
