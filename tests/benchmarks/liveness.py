"""How far the vote on liveness can be trusted, beyond `usher evaluate --liveness`.

Run as `python -m tests.benchmarks.liveness [--json]`. Needs the real data that tests need (USHER_DATA), the two
optional networks among them. First every track of the clips is begun anew on every ninth frame, as if it were met
there; then LFW's faces are shown on synthetic screens in the rooms of the live clips, five times each. The latter say
nothing about real screens and are told apart from everything else.
"""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import numpy as np
import typer

from core.bootstrap import open_rig
from core.capture.pictures import read_picture
from core.capture.video_file import pictures_of
from core.cli.output import emit, progress, say, show_table
from core.domain.arrays import BgrImage
from core.domain.liveness import LivenessState
from core.policy.liveness import vote
from core.runtime.clips import is_video
from core.runtime.evaluation.liveness import presentations_of
from core.runtime.evaluation.liveness_rates import Presentation, course
from core.runtime.evaluation.liveness_set import Recording, label_of
from core.runtime.evaluation.notes import Notes
from core.runtime.ports import Engine
from core.vision.catalog import load_catalog
from core.vision.optional import add_optional
from tests.benchmarks.replays import Screen, replay
from tests.benchmarks.report import Json

BEGIN_EVERY = 9
ATTACKS = 60
FILMED_FRAMES = 5


def main(
    attacks: Annotated[int, typer.Option(min=1, help="Synthetic attacks.")] = ATTACKS,
    seed: Annotated[int, typer.Option(min=0)] = 1,
    as_json: Json = False,
) -> None:
    """Begin tracks anew, and show faces on screens that are none."""
    data = Path(os.environ.get("USHER_DATA") or Path(__file__).parents[3] / "shared" / "data")
    if not data.is_dir():
        say(f"Liveness is not measured: no real data at {data}; set USHER_DATA to the folder that has it.")
        return
    with TemporaryDirectory() as folder:
        for spec in load_catalog().optional.values():
            add_optional(load_catalog(), data / "models" / spec.file, Path(folder) / "models")
        with open_rig("default", Path(folder)) as rig:
            seen = presentations_of(rig, tuple(recordings(data)), str(data), Notes(), progress)
            with rig.pool.lease() as engine:
                filmed = Counter(synthetic(engine, data, attacks, seed))
    counts = {kind: Counter(begun([one for one in seen if one.live is live])) for kind, live in KINDS.items()}
    if as_json:
        emit({"benchmark": "liveness", "begun": counts, "synthetic": filmed, "seed": seed})
        return
    states = [LivenessState.LIVE, LivenessState.SPOOF, LivenessState.PENDING]
    rows = [(kind, *(str(counts[kind][state]) for state in states)) for kind in counts]
    rows.append(("synthetic screens", *(str(filmed[state]) for state in states)))
    show_table("Votes", ("Of", "Live", "Spoof", "Not settled"), rows)


KINDS = {"attacks, begun anywhere": False, "live people, begun anywhere": True}


def recordings(data: Path) -> Iterator[Recording]:
    """Name the clips of attacks and of live people."""
    for path in sorted(path for folder in ("liveness", "videos") for path in (data / folder).iterdir()):
        if is_video(path):
            yield Recording(path.name, path, label_of(path.stem) is not False)


def begun(presentations: Sequence[Presentation]) -> Iterator[LivenessState]:
    """Return the first verdict on every track, for every place where it may begin."""
    for one in presentations:
        for first in range(0, len(one.looks), BEGIN_EVERY):
            settled = course(replace(one, looks=one.looks[first:])).settled
            yield settled[0] if settled else LivenessState.PENDING


def synthetic(engine: Engine, data: Path, attacks: int, seed: int) -> Iterator[LivenessState]:
    """Return the vote on every synthetic attack whose face is found on its screen in every frame."""
    random = np.random.default_rng(seed)
    faces = sorted((data / "lfw_dev").rglob("*.jpg"))
    rooms = [first_picture(one.path) for one in recordings(data) if one.live]
    while attacks:
        shown = read_picture(faces[random.integers(len(faces))])
        room = rooms[random.integers(len(rooms))]
        samples = [look(engine, replay(shown, room, random)) for _ in range(FILMED_FRAMES)]
        found = [sample for sample in samples if sample is not None]
        if len(found) == FILMED_FRAMES:
            attacks -= 1
            yield vote(found).state


def look(engine: Engine, screen: Screen) -> float | None:
    """Return the chance of the largest face whose middle is on the screen."""
    found = engine.detect(screen.image)
    left, top, right, bottom = screen.place
    boxes = [found.box(i) for i in range(len(found))]
    shown = [
        box
        for box in boxes
        if left < (box.left + box.right) / 2 < right and top < (box.top + box.bottom) / 2 < bottom
    ]  # fmt: skip
    return engine.liveness(screen.image, max(shown, key=lambda box: box.width)) if shown else None


def first_picture(clip: Path) -> BgrImage:
    """Return the first picture of a clip."""
    with closing(pictures_of(clip)) as pictures:
        return next(pictures)


if __name__ == "__main__":
    typer.run(main)
