"""Are the clusters of unknown visitors people?

    python -m tests.benchmarks.strangers clips VIDEOS [--days 2] [--json]
    python -m tests.benchmarks.strangers lfw PEOPLE [--cache FILE] [--days 30] [--most 0] [--json]

`clips` watches the four pieces of one film, liu_faces, as cameras of a station with nobody enrolled, records what it
sees in a new folder and has the desk cluster it, a clip after the other. Pieces repeat the end of the piece before, so
that some people come twice; with --days 2 every piece comes once more, mirrored. `lfw` takes every picture in a folder
of people as one sighting of a stranger, spread over days in random order. Printed are precision, recall and F1 over all
pairs of sightings: of being of one person where they are in one cluster.
"""

import tempfile
import time
from collections.abc import Hashable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count, pairwise
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from core.bootstrap import open_station
from core.capture.video_file import pictures_of
from core.cli.output import emit, show_table
from core.domain.camera import CameraSpec
from core.domain.embedding import Embedding
from core.domain.events import Event, Unknown
from core.domain.ids import CameraId, EventId, StrangerId
from core.domain.strangers import StrangerFace
from core.profiles.strangers import cluster, level_for
from core.runtime.evaluation.tracks_truth import Clip, read_truth
from core.runtime.supervisor import Playback
from core.vision.packs import pack_facts
from tests.benchmarks.faces import Faces, load_faces

TRUTH = Path(__file__).with_name("clips.toml")
RECORDING = "liu_faces"
_BOUNDARY = 4
"""Frames around a cut of which the truth, written down for every third frame, may say nothing."""
_MODEL = "sface-2021dec-int8bq"
_BEGIN = datetime(2026, 1, 1, tzinfo=UTC)

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
app = typer.Typer(add_completion=False)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How well clusters agree with people, over all pairs of sightings; `pairs` are those of one person."""

    sightings: int
    people: int
    clusters: int
    pairs: int
    precision: float
    recall: float
    f1: float


def agreement(people: Sequence[Hashable], clusters: Sequence[Hashable]) -> Agreement:
    """Compare who is who with what was put together, entry by entry."""
    sizes = [_pairs(labels) for labels in (people, clusters, list(zip(people, clusters, strict=True)))]
    same, together, both = sizes
    precision, recall = both / together if together else 1.0, both / same if same else 1.0
    f1 = 2 * both / (same + together) if same + together else 1.0
    return Agreement(len(people), len(set(people)), len(set(clusters)), same, precision, recall, f1)


def _pairs(labels: Sequence[Hashable]) -> int:
    numbers = {label: number for number, label in enumerate(dict.fromkeys(labels))}
    sizes = np.bincount([numbers[label] for label in labels])
    return int((sizes * (sizes - 1) // 2).sum())


class _Listener:
    """Writes down in which frame of which camera each unknown was."""

    def __init__(self) -> None:
        self.seen: dict[EventId, tuple[CameraId, int]] = {}

    def on_event(self, event: Event) -> None:
        if isinstance(event, Unknown):
            self.seen[event.id] = (event.camera, event.shot.seq)

    def on_people_changed(self) -> None:
        """Nobody is enrolled here."""


@app.command()
def clips(
    videos: Annotated[Path, typer.Argument(help="The folder of the clips.")],
    days: Annotated[int, typer.Option(min=1, max=2, help="How often the film is shown; the second time mirrored.")] = 1,
    as_json: Json = False,
) -> None:
    """Watch the pieces of the film, cluster the unknowns, and compare them with the truth."""
    pieces = [clip for clip in read_truth(videos, TRUTH) if clip.recording == RECORDING]
    lengths = {clip.path.name: sum(1 for _ in pictures_of(clip.path)) for clip in pieces}
    people: dict[EventId, str | None] = {}
    with tempfile.TemporaryDirectory() as folder:
        for mirror in (False, True)[:days]:
            for clip in pieces:
                people |= _watched(Path(folder), clip, mirror, pieces, lengths)
        clusters = _clustered(Path(folder))
    known = [event for event in people if people[event] is not None]
    found = agreement([people[event] for event in known], [clusters[event] for event in known])
    _print(f"{RECORDING}, {days} times, {len(people) - len(known)} sightings left out", found, as_json=as_json)


def _watched(
    folder: Path,
    clip: Clip,
    mirror: bool,
    pieces: Sequence[Clip],
    lengths: dict[str, int],
) -> dict[EventId, str | None]:
    camera = CameraSpec(CameraId(clip.path.name), clip.path.name, str(clip.path), mirror=mirror)
    station = open_station(folder, cameras=(camera,), playback=Playback(realtime=False, loop=False))
    listener = _Listener()
    station.subscribe(listener)
    try:
        station.start()
        if not station.wait_until_ended(600):
            raise typer.Exit(1)
        station.desks.unknowns.refresh()
    finally:
        station.stop()
    return {event: person_at(clip, frame, pieces, lengths) for event, (_, frame) in listener.seen.items()}


def person_at(clip: Clip, frame: int, pieces: Sequence[Clip], lengths: dict[str, int]) -> str | None:
    """Return the only one who is in a frame or nearest to it; what repeats the piece before is looked up there."""
    if frame < clip.first:
        before = {after.path: earlier for earlier, after in pairwise(pieces)}.get(clip.path)
        if before is None:
            return None
        return person_at(before, lengths[before.path.name] - clip.first + frame, pieces, lengths)
    away = sorted((max(one.first - frame, frame - one.last, 0), one.person) for one in clip.appearances)
    near = [person for gap, person in away if gap == away[0][0] and gap <= _BOUNDARY]
    return near[0] if len(near) == 1 else None


def _clustered(folder: Path) -> dict[EventId, StrangerId]:
    station = open_station(folder, cameras=())
    try:
        station.start()
        desk = station.desks.unknowns
        return {record.id: one.id for one in desk.strangers() for record in desk.sightings(one.id)}
    finally:
        station.stop()


@app.command()
def lfw(
    data: Annotated[Path, typer.Argument(help="A folder with a folder of pictures for each person.")],
    cache: Annotated[Path, typer.Option(help="Where what is measured is kept.")] = Path("strangers.npz"),
    days: Annotated[int, typer.Option(help="Over how many days they come.")] = 30,
    most: Annotated[int, typer.Option(help="Pictures of one person at most; 0 takes all.")] = 0,
    as_json: Json = False,
) -> None:
    """Cluster every picture of a folder as one sighting of a stranger."""
    rng = np.random.default_rng(0)
    faces = load_faces(data, cache)
    faces = faces.at_most(most, rng) if most else faces
    begin = time.perf_counter()
    names = over_days(faces, days, rng)
    seconds = time.perf_counter() - begin
    found = agreement(faces.persons.tolist(), names)
    _print(f"{len(names)} pictures over {days} days, {seconds:.1f} s", found, as_json=as_json)


def over_days(faces: Faces, days: int, rng: np.random.Generator) -> list[StrangerId]:
    """Return the cluster of each face, as they come in random order."""
    level, numbers = level_for(pack_facts("default", None, _MODEL).point), count()
    seen = [
        StrangerFace(EventId(f"{row:06}"), _BEGIN + timedelta(minutes=row), CameraId("door"), row, 1.0,
                     Embedding(vector.copy(), _MODEL), None)
        for row, vector in enumerate(faces.vectors)
    ]  # fmt: skip
    names: dict[EventId, StrangerId] = {}
    for rows in np.array_split(rng.permutation(len(seen)), days):
        known = [replace(seen[int(event)], stranger=name) for event, name in names.items()]
        new = [seen[row] for row in rows.tolist()]
        names |= cluster(known, new, level, lambda: StrangerId(f"{next(numbers):06}"))
    return [names[face.event] for face in seen]


def _print(title: str, found: Agreement, *, as_json: bool) -> None:
    if as_json:
        emit({"benchmark": "strangers", "what": title, **asdict(found)})
        return
    headings = ("Sightings", "People", "Clusters", "Pairs", "Precision", "Recall", "F1")
    figures = (found.sightings, found.people, found.clusters, found.pairs)
    shares = (found.precision, found.recall, found.f1)
    show_table(title, headings, [(*map(str, figures), *(f"{share:.2%}" for share in shares))])


if __name__ == "__main__":
    app()
