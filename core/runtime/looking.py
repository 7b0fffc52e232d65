"""Looking at the photos of a collection: every usable face of one, measured, and what came of the others."""

import math
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np

from core.capture.pictures import read_picture
from core.domain.arrays import BgrImage
from core.domain.errors import ErrorCode, KnownError
from core.domain.faces import Box, Detections, Face
from core.domain.people import PhotoOutcome
from core.profiles.cleaning import without_nonfaces
from core.profiles.faces import NO_HINTS, Hints, PhotoFace
from core.runtime.ports import EnginePool, FaceReader, NonFaces


class Stage(StrEnum):
    """What the time goes into."""

    DECODE = "decode"
    DETECT = "detect"
    EMBED = "embed"
    ATTRIBUTES = "attributes"
    CLUSTER = "cluster"
    TEMPLATES = "templates"


class Stopwatch:
    """Seconds spent in each stage; for one thread."""

    def __init__(self) -> None:
        self._seconds = dict.fromkeys(Stage, 0.0)

    @contextmanager
    def timed(self, stage: Stage) -> Iterator[None]:
        """Count what happens inside to `stage`."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self._seconds[stage] += time.perf_counter() - started

    @property
    def seconds(self) -> Mapping[Stage, float]:
        """What was counted so far."""
        return dict(self._seconds)


@dataclass(frozen=True, slots=True, eq=False)
class Photo:
    """A photo of a collection: a file, or a decoded picture (h, w, 3) BGR, and what is known of it."""

    source: Path | BgrImage
    hints: Hints = NO_HINTS


@dataclass(frozen=True, slots=True)
class PhotoVerdict:
    """What became of a photo. `detail` says why it could not be used: the failure, or what is wrong with the face.

    `code` is that of the failure where the photo could not be read.
    """

    outcome: PhotoOutcome
    detail: str = ""
    code: ErrorCode | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """A photo that was looked at: its usable `faces`, each with its shot, or the verdict that there are none."""

    faces: tuple[PhotoFace, ...] = ()
    shots: tuple[Face, ...] = ()
    verdict: PhotoVerdict | None = None


class PhotoLooker:
    """Measures photos with leased engines; safe from any thread. `non_faces` knows what is no face."""

    def __init__(self, pool: EnginePool, reader: FaceReader, non_faces: NonFaces | None = None) -> None:
        self._pool = pool
        self._reader = reader
        self._non_faces = non_faces

    def look(self, place: int, photo: Photo, watch: Stopwatch) -> Looked:
        """Measure photo number `place` of a collection. What cannot be read is a verdict, not an error."""
        try:
            with watch.timed(Stage.DECODE):
                image = read_picture(photo.source) if isinstance(photo.source, Path) else photo.source
        except KnownError as error:
            return Looked(verdict=PhotoVerdict(PhotoOutcome.UNREADABLE, str(error), error.code))
        with watch.timed(Stage.DETECT):
            found = self._reader.glance(image)
        if not found:
            return Looked(verdict=PhotoVerdict(PhotoOutcome.NO_FACE))
        if not any(shot.quality.usable for shot in found):
            return Looked(verdict=PhotoVerdict(PhotoOutcome.UNUSABLE, found[0].quality.complaint))
        faces = self._measured(place, photo.hints, found, image, watch)
        if not faces:
            return Looked(verdict=PhotoVerdict(PhotoOutcome.NO_FACE))
        return Looked(faces, tuple(found[face.index] for face in faces))

    def _measured(
        self, place: int, hints: Hints, found: Sequence[Face], image: BgrImage, watch: Stopwatch
    ) -> tuple[PhotoFace, ...]:
        """Return the usable faces among those `found` that are not known to be none."""
        usable = [(index, shot) for index, shot in enumerate(found) if shot.quality.usable]
        with self._pool.lease() as engine:
            with watch.timed(Stage.EMBED):
                embeddings = engine.embed([shot.aligned for _index, shot in usable])
            with watch.timed(Stage.ATTRIBUTES):
                attributes = [engine.attributes(image, _only(shot), 0) for _index, shot in usable]
        widest, lonely = max(shot.box.width for shot in found), len(found) == 1
        faces = tuple(
            PhotoFace(
                photo=place, index=index, embedding=embedding, quality=shot.quality.overall,
                prominence=shot.box.width / widest, central=_central(shot.box, image), alone=lonely, hints=hints,
                attributes=estimate,
            )
            for (index, shot), embedding, estimate in zip(usable, embeddings, attributes, strict=True)
        )  # fmt: skip
        if self._non_faces is None:
            return faces
        return without_nonfaces(faces, self._non_faces.chance, self._non_faces.threshold)


def _central(box: Box, image: BgrImage) -> float:
    """Return 1 for a face in the middle of its picture, 0 for one in a corner."""
    height, width = image.shape[:2]
    away = math.hypot(box.left + box.right - width, box.top + box.bottom - height) / math.hypot(width, height)
    return max(0.0, 1.0 - away)


def _only(shot: Face) -> Detections:
    """Return a face as the only one of its picture."""
    box = np.array([[shot.box.left, shot.box.top, shot.box.right, shot.box.bottom]], np.float32)
    return Detections(box, np.array([shot.score], np.float32), shot.landmarks[None].copy())
