"""Whose photos are they? Collections of LFW made hard on purpose, with the right answer known.

Every person with five usable photos owns a collection: their photos, groups pasted from them and others and detected
anew, 10 to 60 % photos of one to three other people, copies, and false finds. Weights are fitted on one half of the
people and measured on the other, and the other way round; nobody is in both halves.

Run as `python -m tests.benchmarks.profiles [--seeds N] [--svg FILE] [--json]`; --shipped measures the weights Usher
comes with, which were fitted to all of these people. Photos are measured on the first run (minutes) and kept in build/.
"""

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated

import cv2
import numpy as np
import typer

from core.cli.output import emit, progress, say, show_table
from core.domain.matching import OperatingPoint
from core.domain.people import centroid
from core.profiles.clustering import clustered, level_for
from core.profiles.faces import stacked
from core.profiles.shipped import SHIPPED
from core.profiles.weighing import FEATURES, Weights
from core.runtime.training.bank import Bank
from core.runtime.training.mixing import Knowledge, Mixed
from core.runtime.training.profiles import LEVELS, Examined, Judged, examined_half, fit_weights, judge
from core.vision.packs import pack_facts
from tests.benchmarks.plot import line_plot
from tests.benchmarks.profile_bank import load_bank

ROOT = Path(__file__).parents[2]
FIRST, LARGEST, MEAN = "first", "largest", "mean"


@dataclass(slots=True)
class Tally:
    """What became of the collections of one share of pollution: how often each thing happened."""

    pollution: list[float] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def share(self, what: str) -> float:
        """Return how often something happened, of all collections."""
        return self.counts[what] / max(1, len(self.pollution))

    @property
    def named_right(self) -> float:
        """Return the share of leaders that are right."""
        return self.counts[Judged.RIGHT] / max(1, self.counts[Judged.RIGHT] + self.counts[Judged.WRONG])


Tallies = dict[tuple[Knowledge, float], Tally]


def main(
    data: Annotated[Path | None, typer.Option(help="A folder of people; else $USHER_DATA/lfw_dev.")] = None,
    cache: Annotated[Path, typer.Option(help="Where measured photos are kept.")] = ROOT / "build" / "profiles.npz",
    seeds: Annotated[int, typer.Option(min=1)] = 3,
    svg: Annotated[Path | None, typer.Option(help="Where the plot goes.")] = None,
    shipped: Annotated[bool, typer.Option("--shipped")] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Measure the share of collections whose owner is found, beside two simple ways to do it."""
    cv2.setNumThreads(1)
    shared = Path(os.environ.get("USHER_DATA") or ROOT.parent / "shared" / "data")
    bank, nothing = load_bank(data or shared / "lfw_dev", cache, 0, lambda _phase, _share: None)
    point = pack_facts("default").point
    tallies: Tallies = {(knowledge, level): Tally() for knowledge in Knowledge for level in LEVELS}
    fitted = list[Weights]()
    for seed in progress(range(seeds), "Seeds", seeds):
        halves = [examined_half(bank, nothing, point, half, seed) for half in (0, 1)]
        for half in (0, 1):
            weights = SHIPPED if shipped else fit_weights([each for _level, each in halves[1 - half]])
            fitted.append(weights)
            _count(bank, halves[half], weights, point, tallies)
    if as_json:
        _emit(tallies)
        return
    _show(tallies, fitted, len(bank.casts))
    if svg is not None:
        svg.write_text(_plot(tallies), encoding="utf-8")
        say(f"The plot is in {svg}.")


def _count(
    bank: Bank,
    examined: Sequence[tuple[float, Examined]],
    weights: Weights,
    point: OperatingPoint,
    tallies: Tallies,
) -> None:
    enrolled = {name: photos[0] for name, photos in bank.photos.items()}
    rows = np.stack(
        [f.embedding.vector for n, s in enrolled.items() for f, p in zip(s.faces, s.persons, strict=True) if p == n]
    )
    for level, each in examined:
        tally = tallies[each.mixed.knowledge, level]
        tally.pollution.append(each.mixed.pollution)
        tally.counts[judge(each, weights)] += 1
        tally.counts[FIRST] += judge(each, replace(weights, margin=0.0)) is Judged.RIGHT
        tally.counts[LARGEST] += _largest_is_right(each.mixed, point)
        tally.counts[MEAN] += _mean_is_right(each.mixed, list(enrolled), rows)


def _largest_is_right(mixed: Mixed, point: OperatingPoint) -> bool:
    """Say whether the cluster of most faces, as DBSCAN has them, is the owner."""
    found = clustered(stacked(mixed.faces), level_for(point, len(mixed.faces)))
    largest = max(found, key=len)
    return sum(mixed.persons[member] == mixed.owner for member in largest.members) * 2 > len(largest)


def _mean_is_right(mixed: Mixed, names: Sequence[str], enrolled: np.ndarray) -> bool:
    """Say whether the mean of all faces is nearest to another photo of the owner, of everybody's."""
    mean = centroid([face.embedding for face in mixed.faces], [face.quality for face in mixed.faces])
    return mean is not None and names[int((enrolled @ mean.vector).argmax())] == mixed.owner


def _show(tallies: Tallies, fitted: Sequence[Weights], owners: int) -> None:
    head = ("Others' photos", "Collections", "Leader right", "Somebody asked", "Leader wrong", "Right of leaders",
            "Ranked first", "Largest cluster", "Mean of everything")  # fmt: skip
    for knowledge in Knowledge:
        rows = [
            (
                f"{100 * np.mean(tally.pollution):.0f} %",
                str(len(tally.pollution)),
                *(f"{100 * tally.share(what):.1f} %" for what in (Judged.RIGHT, Judged.ASKED, Judged.WRONG)),
                f"{100 * tally.named_right:.1f} %",
                *(f"{100 * tally.share(what):.1f} %" for what in (FIRST, LARGEST, MEAN)),
            )
            for (known, _level), tally in tallies.items()
            if known is knowledge
        ]
        show_table(f"{owners} owners, known beside the photos: {knowledge.value}", head, rows)
    slopes = np.array([(w.bias, *w.features.values, w.margin) for w in fitted])
    names = ("bias", *FEATURES, "margin")
    show_table(
        f"Weights of {len(fitted)} fits",
        ("", "Mean", "Spread"),
        [(n, f"{m:.3f}", f"{s:.3f}") for n, m, s in zip(names, slopes.mean(0), slopes.std(0), strict=True)],
    )


def _emit(tallies: Tallies) -> None:
    for (knowledge, level), tally in tallies.items():
        shares = {what: round(tally.share(what), 4) for what in (*(j.value for j in Judged), FIRST, LARGEST, MEAN)}
        emit({"knowledge": knowledge.value, "pollution": level, "collections": len(tally.pollution), **shares})


def _plot(tallies: Tallies) -> str:
    """Return accuracy against pollution as SVG."""
    levels = [100 * level for level in LEVELS]
    lines = {
        f"leader right, known: {knowledge.value}": [
            100 * tallies[knowledge, each].share(Judged.RIGHT) for each in LEVELS
        ]
        for knowledge in Knowledge
    }
    nothing = [tallies[Knowledge.NOTHING, level] for level in LEVELS]
    lines["somebody asked, known: nothing"] = [100 * tally.share(Judged.ASKED) for tally in nothing]
    lines["largest cluster"] = [100 * tally.share(LARGEST) for tally in nothing]
    lines["mean of everything"] = [100 * tally.share(MEAN) for tally in nothing]
    return line_plot("The owner is found", "other people's photos, %", "collections, %", levels, lines)


if __name__ == "__main__":
    typer.run(main)
