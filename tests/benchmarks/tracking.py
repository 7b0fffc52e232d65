"""Usher's tracker beside those of well-kept libraries, on recorded clips.

Run as `python -m tests.benchmarks.tracking [--json]`. Needs the real data that tests need (USHER_DATA). Libraries that
are not installed are left out; they are no dependency, and one of them would bring a second `cv2`, so they are put
beside the environment instead of into it:

    into="uv pip install --no-deps --target build/trackers"
    $into trackers==2.6.1 supervision==0.31.2 pydeprecate==0.13.0 defusedxml pyyaml
    $into norfair==2.3.0 filterpy==1.4.5
    PYTHONPATH=build/trackers .venv/bin/python -m tests.benchmarks.tracking

Every tracker is given the same detections. "Usher" is the whole pipeline, which compares a face with its own past
when the picture changed at once; the others, Usher's own tracker among them, go by motion alone. Who is who comes
from `tests.benchmarks.reference`, what is counted from `tests.benchmarks.scoring`.
"""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import typer

from core.bootstrap import open_engine
from core.cli.output import emit, say, show_table
from core.runtime.bench import Measurement
from tests.benchmarks.followers import Follower, followers
from tests.benchmarks.recording import Recording, TrackIds, clips, record
from tests.benchmarks.reference import contradictions, people_of
from tests.benchmarks.report import Json, report
from tests.benchmarks.scoring import Score, score

PIPELINE = "Usher"

Answers = dict[str, list[TrackIds]]


def main(as_json: Json = False) -> None:
    """Compare the trackers on every clip."""
    folder = Path(os.environ.get("USHER_DATA") or Path(__file__).parents[3] / "shared" / "data") / "videos"
    if not folder.is_dir():
        say(f"Trackers are not compared: no clips at {folder}; set USHER_DATA to the folder that has them.")
        return
    makers, missing = followers()
    spent: dict[str, list[float]] = {name: [] for name in makers}
    scores: dict[str, dict[str, Score]] = {}
    doubts = 0
    for recording in recorded(clips(folder)):
        people = people_of(recording.samples)
        doubts += contradictions(recording.samples, people)
        answers = {PIPELINE: list(recording.tracked), **run(recording, makers, spent)}
        scores[recording.name] = {name: score(recording, people, ids) for name, ids in answers.items()}
    show_scores(scores, as_json=as_json)
    report("Following the faces of a frame by motion alone, all clips", timings(spent), as_json=as_json)
    if as_json:
        emit({"benchmark": "tracking", "contradictions": doubts, "not_installed": missing})
    else:
        say(f"The reference contradicts itself {doubts} times. Not installed: {', '.join(missing) or 'none'}.")


def recorded(paths: Sequence[Path]) -> list[Recording]:
    """Play the clips through the pipeline, two at a time: nothing is timed there."""
    with ProcessPoolExecutor(max_workers=2, mp_context=get_context("spawn")) as processes:
        return list(processes.map(_recorded, paths))


def _recorded(path: Path) -> Recording:
    with open_engine() as engine:
        return record(path, engine)


def run(
    recording: Recording, makers: Mapping[str, Callable[[], Follower]], spent: Mapping[str, list[float]]
) -> Answers:
    """Let every tracker follow the recorded faces, frame by frame in turns; add their milliseconds to `spent`."""
    trackers = {name: make() for name, make in makers.items()}
    answers: Answers = {name: [] for name in trackers}
    for seq, found in enumerate(recording.frames):
        for name, tracker in trackers.items():
            begin = time.perf_counter()
            ids = tracker.follow(seq, found)
            spent[name].append((time.perf_counter() - begin) * 1e3)
            answers[name].append(ids)
    return answers


def timings(spent: Mapping[str, Sequence[float]]) -> list[Measurement]:
    """Return milliseconds a frame, relative to the first tracker."""
    baseline = next(iter(spent))
    reference = float(np.median(spent[baseline]))
    measurements = []
    for name, values in spent.items():
        p50, p99 = np.percentile(values, (50, 99)).round(3).tolist()
        measurements.append(Measurement(name, p50, p99, round(float(np.median(values)) / reference, 3), baseline))
    return measurements


def show_scores(scores: Mapping[str, Mapping[str, Score]], *, as_json: bool) -> None:
    """Print a row per clip and one for all of them; a cell per tracker."""
    trackers = list(next(iter(scores.values())))
    total = {name: sum((clip[name] for clip in scores.values()), Score()) for name in trackers}
    if as_json:
        for clip, by_tracker in scores.items():
            for name, one in by_tracker.items():
                emit({"benchmark": "tracking", "clip": clip, "tracker": name, **asdict(one)})
        return
    rows = [_row(clip, by_tracker) for clip, by_tracker in (*scores.items(), ("all", total))]
    title = "Tracks / mixed / fragments / switches, and the share of clear faces followed on one right track"
    show_table(title, ("Clip", "People", "Visits", *trackers), rows)


def _row(clip: str, by_tracker: Mapping[str, Score]) -> list[str]:
    first = by_tracker[PIPELINE]
    return [clip, str(first.people), str(first.visits), *map(_cell, by_tracker.values())]


def _cell(one: Score) -> str:
    share = f"{one.followed / one.known:.1%}" if one.known else "–"
    return f"{one.tracks} / {one.mixed} / {one.fragments} / {one.switches}  {share}"


if __name__ == "__main__":
    typer.run(main)
