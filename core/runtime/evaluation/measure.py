"""From pictures to embeddings, through what live use goes through: the reader of stills and the pack's embedder."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np

from core.capture.pictures import read_picture
from core.domain.arrays import BgrImage, Floats, frozen
from core.domain.embedding import Embedding
from core.domain.errors import ErrorCode, KnownError
from core.domain.faces import Face
from core.domain.matching import OperatingPoint
from core.runtime.evaluation.dataset import Picture
from core.runtime.evaluation.notes import Notes
from core.runtime.evaluation.pairs import Places
from core.runtime.ports import EnginePool, FaceReader

T = TypeVar("T")
Result = TypeVar("Result")


class Watch(Protocol):
    """Shows how far a long walk has come."""

    def __call__(self, items: Iterable[T], title: str, total: int) -> Iterable[T]:
        """Hand on `items`, of which there are `total`."""
        ...


@dataclass(frozen=True, slots=True)
class Rig:
    """One pack as live use has it, and what is known about its embedder; `licence`, `origin` None if not said."""

    pack: str
    pool: EnginePool
    reader: FaceReader
    model_id: str
    point: OperatingPoint
    licence: str | None
    origin: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Shot:
    """The face of a picture that was meant, without its pixels; `faces` is how many there were in all.

    `width` is in pixels, `quality` Quality.overall.
    """

    embedding: Embedding
    width: float
    quality: float
    faces: int


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """What was found: `places` (n,) in the pictures given, `vectors` (n, d) float32 unit rows, `widths` (n,) pixels.

    `qualities` (n,) are Quality.overall.
    """

    places: Places
    vectors: Floats
    widths: Floats
    qualities: Floats


def measure_image(rig: Rig, image: BgrImage) -> Shot | None:
    """Measure the face nearest the middle of a picture, whose subject it is; None if there is no face."""
    faces = rig.reader.read(image)
    if not faces:
        return None
    height, width = image.shape[:2]
    face = min(faces, key=lambda face: _distance(face, width / 2, height / 2))
    with rig.pool.lease() as engine:
        return Shot(engine.embed([face.aligned])[0], face.box.width, face.quality.overall, len(faces))


def measure_pictures(rig: Rig, pictures: Sequence[Picture], notes: Notes, watch: Watch, title: str) -> Measured:
    """Measure `pictures` with every engine of the pack; those that give no face are left out and noted."""
    shots = in_parallel(lambda picture: _measured(rig, picture), pictures, rig.pool.size, watch, title)
    kept: list[tuple[int, Shot]] = []
    for place, (picture, shot) in enumerate(zip(pictures, shots, strict=True)):
        if isinstance(shot, ErrorCode):
            notes.add(shot.value, picture.name)
            continue
        if shot.faces > 1:
            notes.add("several-faces-nearest-middle-used", picture.name)
        kept.append((place, shot))
    return gathered(kept)


def gathered(kept: Sequence[tuple[int, Shot]]) -> Measured:
    """Return shots and their places as arrays."""
    dimensions = len(kept[0][1].embedding.vector) if kept else 0
    vectors = np.array([shot.embedding.vector for _, shot in kept], np.float32).reshape(len(kept), dimensions)
    widths = np.array([shot.width for _, shot in kept], np.float32)
    qualities = np.array([shot.quality for _, shot in kept], np.float32)
    places = np.array([place for place, _ in kept], np.int32)
    return Measured(places, frozen(vectors), frozen(widths), frozen(qualities))


def in_parallel(
    work: Callable[[T], Result], items: Sequence[T], threads: int, watch: Watch, title: str
) -> list[Result]:
    """Return what `work` makes of every item, in their order; on an error or an interrupt nothing more is begun."""
    executor = ThreadPoolExecutor(threads, "evaluate")
    try:
        return list(watch(executor.map(work, items), title, len(items)))
    finally:
        executor.shutdown(cancel_futures=True)


def _measured(rig: Rig, picture: Picture) -> Shot | ErrorCode:
    try:
        shot = measure_image(rig, read_picture(picture.path))
    except KnownError as error:
        return error.code
    return ErrorCode.NO_FACE if shot is None else shot


def _distance(face: Face, x: float, y: float) -> float:
    box = face.box
    return ((box.left + box.right) / 2 - x) ** 2 + ((box.top + box.bottom) / 2 - y) ** 2
