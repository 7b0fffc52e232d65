"""Nothing that was shown is lost: a running station is killed without warning, again and again.

Run as `python -m tests.benchmarks.crashes [--times N] [--json]`. Each time a process watches the demo's cameras, prints
the id of every sighting it is told of, and is ended by SIGKILL at a random moment; then the database must be sound and
hold each of them.
"""

import os
import random
import select
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer

from core.bootstrap import DEMO_CAMERAS, open_station
from core.cli.output import emit, progress, say
from core.domain.events import Event, Recognised, SpoofSuspected, Unknown
from core.runtime.supervisor import Playback
from core.store.database import DATABASE_FILE

ROOT = Path(__file__).parents[2]
_LONGEST_S = 60.0
_SPREAD_S = 3.0
"""Seconds after its first sighting within which a process is killed: most of them while something is being written."""


@dataclass(frozen=True, slots=True)
class Crash:
    """One killed process: sightings `told` of, those among them `lost`, and what SQLite says of the file."""

    told: int
    lost: int
    integrity: str


class _Teller:
    """Prints the id of each sighting in one write, which a pipe takes whole or not at all."""

    def on_event(self, event: Event) -> None:
        """Tell the parent."""
        if isinstance(event, Recognised | Unknown | SpoofSuspected):
            os.write(1, f"{event.id}\n".encode())

    def on_people_changed(self) -> None:
        """Nothing to tell."""


def watch(folder: Path) -> None:
    """Watch the demo as fast as it goes until killed."""
    station = open_station(folder, cameras=DEMO_CAMERAS, playback=Playback(realtime=False, loop=True))
    station.subscribe(_Teller())
    station.start()
    station.wait_until_ended(_LONGEST_S)
    station.stop()


def crash(folder: Path, rng: random.Random) -> Crash:
    """Kill a process that watches on `folder` some time after its first sighting, and look at what is left."""
    command = [sys.executable, "-m", "tests.benchmarks.crashes", "--child", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT) as child:
        assert child.stdout is not None
        # Not read before the end: whatever got into the pipe was shown.
        ready, _, _ = select.select([child.stdout], [], [], _LONGEST_S)
        if ready:
            time.sleep(rng.uniform(0.0, _SPREAD_S))
        child.send_signal(signal.SIGKILL)
        told = child.stdout.read().decode().split()
    with closing(sqlite3.connect(folder / DATABASE_FILE)) as db:
        kept = {row[0] for row in db.execute("SELECT id FROM sightings")}
        (integrity,) = db.execute("PRAGMA integrity_check").fetchone()
    return Crash(len(told), sum(event not in kept for event in told), integrity)


def main(
    times: Annotated[int, typer.Option(min=1)] = 20,
    seed: int = 0,
    child: Annotated[Path | None, typer.Option(hidden=True)] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Crash `times` times on one data folder."""
    if child is not None:
        watch(child)
        return
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        crashes = [crash(Path(folder), rng) for _ in progress(range(times), "Crashes", times)]
    told, lost = sum(one.told for one in crashes), sum(one.lost for one in crashes)
    sound = all(one.integrity == "ok" for one in crashes)
    if as_json:
        for one in crashes:
            emit(asdict(one))
    say(f"{len(crashes)} crashes, {told} sightings shown, {lost} lost, the database {'sound' if sound else 'DAMAGED'}")
    if lost or not sound or not told:
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
