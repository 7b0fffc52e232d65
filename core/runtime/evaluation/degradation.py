"""What smaller and blurred faces cost: pictures are made worse, and go through everything from the detector on again.

Each worse picture is compared with the untouched ones of everybody, at the thresholds of the untouched set: a gate has
its templates from good pictures, and its threshold does not know how bad the next picture will be.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from core.capture.pictures import read_picture
from core.domain.arrays import BgrImage, Floats
from core.runtime.evaluation.dataset import Picture
from core.runtime.evaluation.measure import Measured, Rig, Shot, Watch, gathered, in_parallel, measure_image
from core.runtime.evaluation.pairs import Places

WIDTHS_PX = (94, 56, 42, 33, 23)
BLURS = (0.015, 0.03, 0.05)
"""Gaussian sigma as a share of the face's width: 1.4, 2.8 and 4.7 pixels of a face 94 wide."""

_ENLARGED_MOST = 1.1
_PER_PERSON = 3


@dataclass(frozen=True, slots=True)
class Variant:
    """One way of making pictures worse: to a face of `width_px`, or blurred by `blur` of its width."""

    label: str
    width_px: float | None = None
    blur: float | None = None


@dataclass(frozen=True, slots=True)
class Worsened:
    """What came of one variant; None where there was nothing to tell from.

    `pictures` were tried, `found` is the share in which a face was still found. `tar` and `far` belong to the
    thresholds asked for; `tar_of_all` counts a face that was not found as refused. `median` genuine cosine.
    """

    label: str
    pictures: int
    found: float | None
    median: float | None
    tar: tuple[float | None, ...]
    tar_of_all: tuple[float | None, ...]
    far: tuple[float | None, ...]


VARIANTS = (
    Variant("untouched"),
    *(Variant(f"{width} px wide", width_px=width) for width in WIDTHS_PX),
    *(Variant(f"blurred by {100 * blur:g} % of the width", blur=blur) for blur in BLURS),
)


def worsened(image: BgrImage, width: float, variant: Variant) -> BgrImage | None:
    """Return the picture (h, w, 3) with its face, `width` pixels wide, made worse; None if it would be enlarged."""
    if variant.blur is not None:
        return np.asarray(cv2.GaussianBlur(image, (0, 0), variant.blur * width), np.uint8)
    if variant.width_px is None:
        return image
    scale = variant.width_px / width
    if scale > _ENLARGED_MOST:
        return None
    size = (max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale)))
    return np.asarray(
        cv2.resize(image, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR), np.uint8
    )


def drawn(people: Places, limit: int, seed: int) -> list[int]:
    """Return rows of `people` (n,) to make worse: up to three pictures of whoever has others to compare with."""
    rng = np.random.default_rng(seed)
    counts = np.bincount(people) if len(people) else np.empty(0, np.intp)
    taken = np.zeros(len(counts), np.intp)
    chosen: list[int] = []
    for row in rng.permutation(len(people)).tolist():
        if len(chosen) < limit and counts[people[row]] > 1 and taken[people[row]] < _PER_PERSON:
            taken[people[row]] += 1
            chosen.append(row)
    return sorted(chosen)


def degrade(
    rig: Rig, pictures: Sequence[Picture], measured: Measured, people: Places, rows: Sequence[int],
    thresholds: Sequence[float | None], watch: Watch,
) -> tuple[Worsened, ...]:  # fmt: skip
    """Measure the pictures of `rows` again in every variant and compare them with all the others.

    `pictures` are those of `measured`, row by row; `people` (n,) is who they show.
    """

    def work(job: tuple[Variant, int]) -> Shot | bool:
        """Return the face, or whether the picture was tried at all."""
        variant, row = job
        image = worsened(read_picture(pictures[row].path), float(measured.widths[row]), variant)
        return False if image is None else measure_image(rig, image) or True

    jobs = [(variant, row) for variant in VARIANTS for row in rows]
    shots = in_parallel(work, jobs, rig.pool.size, watch, "Making pictures worse")
    answers = []
    for i, variant in enumerate(VARIANTS):
        mine = shots[i * len(rows) : (i + 1) * len(rows)]
        tried = [row for row, shot in zip(rows, mine, strict=True) if shot is not False]
        faces = gathered([(row, shot) for row, shot in zip(rows, mine, strict=True) if isinstance(shot, Shot)])
        answers.append(_compared(variant.label, len(tried), faces, measured.vectors, people, thresholds))
    return tuple(answers)


def _compared(
    label: str, tried: int, faces: Measured, vectors: Floats, people: Places, thresholds: Sequence[float | None]
) -> Worsened:
    if not len(faces.places):
        nothing = tuple(None for _ in thresholds)
        return Worsened(label, tried, 0.0 if tried else None, None, nothing, nothing, nothing)
    cosines = faces.vectors @ vectors.T
    same = people[faces.places, None] == people[None, :]
    others = same.copy()
    others[np.arange(len(faces.places)), faces.places] = False
    genuine, impostors = cosines[others], cosines[~same]
    found = len(faces.places) / tried
    tar = tuple(_share(genuine, threshold) for threshold in thresholds)
    return Worsened(
        label, tried, found, float(np.median(genuine)) if len(genuine) else None,
        tar, tuple(None if share is None else share * found for share in tar),
        tuple(_share(impostors, threshold) for threshold in thresholds),
    )  # fmt: skip


def _share(cosines: Floats, threshold: float | None) -> float | None:
    return float((cosines > threshold).mean()) if threshold is not None and len(cosines) else None
