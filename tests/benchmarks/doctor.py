"""What the gallery doctor finds of mistakes put into labelled faces, and how long comparing everybody takes.

`python -m tests.benchmarks.doctor FOLDER --kept FILE` puts mistakes into a folder of pictures by person;
`python -m tests.benchmarks.doctor --people 100000` compares so many made-up people with three pictures each.
"""

import resource
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray

from core.bootstrap import open_engine
from core.cli.output import emit, say
from core.domain.clock import from_micros
from core.domain.doctor import Finding, FindingKind, TemplateFacts
from core.domain.matching import OperatingPoint
from core.domain.people import TemplateBlock
from core.gallery.doctor import likely_pairs, parted_sets
from core.runtime.examining import Compared, Comparison, Present, pair_findings, set_findings
from core.vision.packs import pack_facts
from tests.benchmarks.faces import Faces, load_faces

KINDS = ("twice", "odd", "mixed")
_EACH = 40
_PICTURES = 5
_AGAIN = " (again)"

app = typer.Typer(add_completion=False)


@app.command()
def main(
    folder: Annotated[Path | None, typer.Argument(help="A folder of pictures for every person.")] = None,
    kept: Annotated[Path, typer.Option(help="Where measured faces are kept.")] = Path("build/faces.npz"),
    people: Annotated[int, typer.Option(help="Made-up people to be timed.")] = 0,
    seeds: Annotated[int, typer.Option(help="How often mistakes are drawn.")] = 5,
) -> None:
    """Measure either."""
    if people:
        emit(timed(people))
    if folder is not None:
        faces = load_faces(folder, kept)
        with open_engine() as engine:
            point = pack_facts("default", None, engine.model_id).point
        for seed in range(seeds):
            emit({"seed": seed, **found_mistakes(faces, point, seed)})
        say("twice: one person as two; odd: one picture of somebody else; mixed: two and two. “other” were not put in.")


def found_mistakes(faces: Faces, point: OperatingPoint, seed: int) -> dict[str, object]:
    """Put forty mistakes of each kind into `faces`, and count those found and what else is."""
    rng = np.random.default_rng(seed)
    few = faces.at_most(_PICTURES, rng)
    persons, truth = few.persons.astype("<U80"), set[tuple[str, str]]()
    names, counts = np.unique(persons, return_counts=True)
    drawn = rng.permutation(names[counts == _PICTURES])[: 5 * _EACH].tolist()
    for kind, name, other in _plan(drawn):
        mine, theirs = np.flatnonzero(persons == name), np.flatnonzero(persons == other)
        if kind == "twice":
            persons[mine[2:]] = name + _AGAIN
        else:
            taken = theirs[: 1 if kind == "odd" else 2]
            persons[mine[: 0 if kind == "odd" else _PICTURES - 2]] = "dropped"
            persons[taken] = name
        truth.add((kind, name))
    staying = persons != "dropped"
    block = Faces(few.vectors[staying], persons[staying]).block()
    findings = list(_examined(block, point))
    found = {(kind, finding.people[0].removesuffix(_AGAIN)) for finding in findings for kind in _kinds(finding)}
    strange = [
        each for each in findings if not ({(k, each.people[0].removesuffix(_AGAIN)) for k in _kinds(each)} & truth)
    ]
    return {
        **{f"{kind}_found": sum(one in found for one in truth if one[0] == kind) / _EACH for kind in KINDS},
        **{f"other_{kind.value}": sum(each.kind is kind for each in strange) for kind in FindingKind if kind in _SEEN},
        "people": len(block.people),
    }


_SEEN = (FindingKind.DUPLICATE, FindingKind.MIXED, FindingKind.OUTLIER, FindingKind.LOOKALIKE)


def _kinds(finding: Finding) -> Sequence[str]:
    if finding.kind is FindingKind.DUPLICATE:
        return ("twice",)
    return ("odd", "mixed") if finding.kind in (FindingKind.OUTLIER, FindingKind.MIXED) else ()


def _plan(drawn: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    for place in range(_EACH):
        yield "twice", drawn[place], ""
        yield "odd", drawn[_EACH + place], drawn[2 * _EACH + place]
        yield "mixed", drawn[3 * _EACH + place], drawn[4 * _EACH + place]


def _examined(block: TemplateBlock, point: OperatingPoint) -> Iterator[Finding]:
    result = Comparison(block, point, None, lambda _phase, _share: None).run(lambda: False)
    assert result is not None
    pictures = ~block.centroids
    rows = int(pictures.sum())
    nothing = np.zeros(rows, np.float32)
    facts = TemplateFacts(
        block.ids[pictures], block.people[block.owners[pictures]], nothing, np.zeros(rows, np.int64), nothing, nothing
    )
    made = Compared(from_micros(0), len(block.people), rows, 0.0, *result)
    yield from pair_findings(made, Present(facts), frozenset(), point)
    yield from set_findings(made, Present(facts), point)


def timed(people: int) -> dict[str, object]:
    """Compare made-up people with three pictures each; the cosines of two pictures of one person are about 0.6."""
    vectors, owners = made_up(people)
    begun = time.perf_counter()
    sets = sum(1 for _ in parted_sets(vectors, owners, 0.33))
    parted = time.perf_counter()
    pairs = likely_pairs(vectors, owners, 0.5, 5_000, lambda _share: None, lambda: False)
    return {
        "people": people,
        "templates": len(vectors),
        "sets_s": round(parted - begun, 2),
        "pairs_s": round(time.perf_counter() - parted, 1),
        "found": (sets, 0 if pairs is None else len(pairs)),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def made_up(people: int) -> tuple[NDArray[np.float32], NDArray[np.intp]]:
    """Return unit rows (3·people, 128) float32 and whose they are."""
    rng = np.random.default_rng(0)
    centres = rng.standard_normal((people, 128), np.float32)
    centres /= np.linalg.norm(centres, axis=1, keepdims=True)
    vectors = np.repeat(centres, 3, axis=0)
    vectors += np.float32(0.072) * rng.standard_normal(vectors.shape, np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors, np.repeat(np.arange(people), 3)


if __name__ == "__main__":
    app()
