"""Teaching which embeddings belong to no face, with figures from pictures that took no part."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import Floats
from core.domain.errors import ErrorCode, KnownError
from core.runtime.ports import Engine
from core.runtime.training.examples import NOTHING, Examples, FolderReader, Progress, built_in, together
from core.runtime.training.layers import Layers, fit
from core.vision.nonface import HeldOutFigures, NonFaceModel

CAUTION = 0.96
"""The chance from which on, at least, an embedding is taken for no face. See `python -m tests.benchmarks.nonfaces`."""
LOST = 1e-3
"""Share of held-out faces that may be lost, where there are enough to tell."""
LEAST_FACES = 30
"""Usable faces a folder must bring: the rule of thirty, once more."""
_FOLDS = 5


@dataclass(frozen=True, slots=True)
class NonFaceOrder:
    """What is asked for: folders of `pictures` without faces and of `faces`, whether to keep the result."""

    pictures: tuple[Path, ...] = ()
    faces: Path | None = None
    seed: int = 0
    save: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Trained:
    """A model, how much it was learned from, and the `file` it is kept in.

    `doubted` names pictures given as showing nobody that seem to show faces; `unreadable` counts files that are none.
    """

    model: NonFaceModel
    faces: int
    non_faces: int
    doubted: tuple[str, ...]
    unreadable: int
    file: Path | None = None


def train(engine: Engine, order: NonFaceOrder, enrolled: Floats, progress: Progress) -> Trained:
    """Learn from what is installed, from the folders of `order` and from the templates `enrolled` (n, d).

    `engine` must report faces from LOW_SCORE on. Raises KnownError(TRAINING_SMALL, FOLDER_UNREADABLE, …).
    """
    reader = FolderReader(engine, order.seed, progress)
    found = reader.faces(order.faces) if order.faces is not None else NOTHING
    if order.faces is not None and len(found) < LEAST_FACES:
        raise KnownError(ErrorCode.TRAINING_SMALL, found=len(found), needed=LEAST_FACES)
    given = [reader.non_faces(folder) for folder in order.pictures]
    bare, shown = built_in(engine, order.seed, progress)
    templates = Examples(enrolled, np.array([f"template {i}" for i in range(len(enrolled))], np.str_))
    faces, non_faces = together([shown, found, templates]), together([bare, *given])
    model = learn(non_faces, faces, engine.model_id, order.seed)
    return Trained(model, len(faces), len(non_faces), tuple(reader.doubted), reader.unreadable)


def learn(non_faces: Examples, faces: Examples, model_id: str, seed: int) -> NonFaceModel:
    """Fit the layers; threshold and figures come from folds of pictures that took no part in theirs."""
    stopped, kept = _held_out(non_faces, faces, seed)
    threshold = CAUTION
    if len(kept) * LOST >= 1:
        threshold = min(1.0, max(CAUTION, float(np.nextafter(np.quantile(kept, 1 - LOST, method="higher"), 2.0))))
    layers = fit(non_faces.vectors, faces.vectors, seed)
    figures = HeldOutFigures(
        len(kept), len(stopped), _rejected(stopped, kept, 1e-3), _rejected(stopped, kept, 5e-3),
        float((stopped >= threshold).mean()), float((kept >= threshold).mean()),
    )  # fmt: skip
    return NonFaceModel(model_id, layers.centres, layers.weights, layers.bias, threshold, figures)


def _held_out(non_faces: Examples, faces: Examples, seed: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the chances given to non-faces and to faces by layers that never saw a picture of theirs."""
    folds = [_folds(examples, seed) for examples in (non_faces, faces)]
    chances = [np.zeros(len(examples)) for examples in (non_faces, faces)]
    for fold in range(_FOLDS):
        layers: Layers = fit(non_faces.vectors[folds[0] != fold], faces.vectors[folds[1] != fold], seed)
        for examples, own, answers in zip((non_faces, faces), folds, chances, strict=True):
            answers[own == fold] = layers.chances(examples.vectors[own == fold])
    return chances[0], chances[1]


def _folds(examples: Examples, seed: int) -> NDArray[np.intp]:
    """Return (n,) the fold of each example; examples of one picture share theirs."""
    names, places = np.unique(examples.pictures, return_inverse=True)
    return np.asarray(np.random.default_rng(seed).permutation(len(names))[places] % _FOLDS, np.intp)


def _rejected(stopped: NDArray[np.float64], kept: NDArray[np.float64], lost: float) -> float:
    """Return the share of non-faces over the threshold that loses `lost` of the faces; NaN if that is under one."""
    if len(kept) * lost < 1:
        return float("nan")
    return float((stopped > np.quantile(kept, 1 - lost, method="higher")).mean())
