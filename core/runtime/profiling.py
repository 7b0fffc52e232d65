"""From the photo files of one person to the templates that person is recognised by."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Protocol

import numpy as np

from core.capture.pictures import read_picture
from core.domain.arrays import BgrImage
from core.domain.embedding import Embedding
from core.domain.errors import KnownError
from core.domain.faces import Detections, Face
from core.domain.matching import Match, OperatingPoint
from core.domain.people import NewTemplate, PhotoOutcome, TemplateOrigin
from core.policy.profile import MOST_TEMPLATES, SEEN_ALREADY
from core.profiles.cleaning import without_nonfaces
from core.profiles.faces import NO_HINTS, Declared, Hints, PhotoFace
from core.profiles.keeping import templates_of
from core.profiles.leader import Candidate, Outcome, Standing
from core.profiles.pipeline import whose
from core.profiles.selection import PhotoFacts, batches
from core.profiles.shipped import SHIPPED
from core.profiles.weighing import Weights
from core.runtime.ports import EnginePool, NonFaces
from core.runtime.roster import template_of

_ASKED = 6
"""Candidates somebody is asked about at most, the likeliest first."""

_BYTES_PER_JPEG_BYTE = 10
"""By how much a photo of ordinary detail shrinks as a file."""


class GlancingReader(Protocol):
    """Finds faces in ordinary photos quickly, and in others as thoroughly as need be."""

    def glance(self, image: BgrImage) -> tuple[Face, ...]:
        """Find the faces of `image` (h, w, 3) BGR, best score first; attributes are left out."""
        ...


class Stage(StrEnum):
    """What the time goes into."""

    DECODE = "decode"
    DETECT = "detect"
    ATTRIBUTES = "attributes"
    EMBED = "embed"
    CLUSTER = "cluster"
    TEMPLATES = "templates"


@dataclass(frozen=True, slots=True, eq=False)
class Photo:
    """A photo of a collection: a file, or a decoded picture (h, w, 3) BGR, and what is known of it."""

    source: Path | BgrImage
    hints: Hints = NO_HINTS


@dataclass(frozen=True, slots=True)
class PhotoVerdict:
    """What became of a photo. `detail` says why it could not be used: the failure, or what is wrong with the face."""

    outcome: PhotoOutcome
    detail: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Suspect:
    """One of the people on the photos, who it could be, with the templates there would be of them, best first.

    `photos` are the places of all photos they are on, `kept` those the templates are from, in their order; `score` is
    what speaks for them, see core.profiles.weighing.
    """

    score: float
    photos: tuple[int, ...]
    kept: tuple[int, ...]
    templates: tuple[NewTemplate, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ProfileResult:
    """Whose photos they are, as far as can be told.

    `suspects` are the people on them, likeliest first: with LEADER the first is the person, with ASK somebody has to
    choose, with NOBODY there are none. `photos` has a verdict for each photo given, None where it was not looked at,
    as enough others were. With ASK nobody is known to be somebody else, and whoever is shown is SPARE.
    `seconds` are those spent in each stage, `faces` counts the usable ones.
    """

    outcome: Outcome
    suspects: tuple[Suspect, ...]
    photos: tuple[PhotoVerdict | None, ...]
    seconds: Mapping[Stage, float]
    faces: int
    margin: float

    @property
    def templates(self) -> tuple[NewTemplate, ...]:
        """What to enrol the person with; empty without a leader."""
        return self.suspects[0].templates if self.outcome is Outcome.LEADER else ()


@dataclass(slots=True)
class _Collection:
    """What is known so far of the photos of one person; lives for one call."""

    verdicts: list[PhotoVerdict | None]
    faces: list[PhotoFace] = field(default_factory=list)
    shots: dict[tuple[int, int], Face] = field(default_factory=dict)
    seconds: dict[Stage, float] = field(default_factory=lambda: defaultdict(float))

    @contextmanager
    def timed(self, stage: Stage) -> Iterator[None]:
        started = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] += time.perf_counter() - started


class Profiler:
    """Looks through photos with leased engines; safe from any thread, each call for one person.

    `point` is that of the embedder, `non_faces` knows what is no face, `weights` which cluster is the person.
    """

    def __init__(
        self,
        pool: EnginePool,
        reader: GlancingReader,
        point: OperatingPoint,
        non_faces: NonFaces | None = None,
        weights: Weights = SHIPPED,
    ) -> None:
        self._pool = pool
        self._reader = reader
        self._point = point
        self._non_faces = non_faces
        self._weights = weights

    def profile(
        self,
        photos: Sequence[Photo],
        declared: Declared = Declared(),  # noqa: B008 - frozen
        related: Sequence[Embedding] = (),
        others: Callable[[Embedding], Match] | None = None,
    ) -> ProfileResult:
        """Find the person whose collection `photos` is, and what to recognise them by.

        `related` are faces of people likely to be on the photos without being the person; `others` answers with the
        nearest enrolled person, who is taken to be somebody else. What cannot be read is a verdict, not an error.
        """
        seen = _Collection([None] * len(photos))
        found = Standing(Outcome.NOBODY, ())
        for batch in batches([_facts(photo) for photo in photos]):
            for place in batch:
                self._look(seen, place, photos[place])
            with seen.timed(Stage.CLUSTER):
                found = self._whose(seen.faces, declared, related, others)
            if found.outcome is Outcome.LEADER:
                break
        return _result(seen, found)

    def _look(self, seen: _Collection, place: int, photo: Photo) -> None:
        """Measure the usable faces of one photo."""
        try:
            with seen.timed(Stage.DECODE):
                image = read_picture(photo.source) if isinstance(photo.source, Path) else photo.source
        except KnownError as error:
            seen.verdicts[place] = PhotoVerdict(PhotoOutcome.UNREADABLE, str(error))
            return
        with seen.timed(Stage.DETECT):
            found = self._reader.glance(image)
        usable = {index: face for index, face in enumerate(found) if face.quality.usable}
        faces = self._measured(seen, place, photo.hints, found, usable, image) if usable else ()
        if faces:
            seen.faces += faces
            seen.shots |= {(place, face.index): usable[face.index] for face in faces}
        elif found and not usable:
            seen.verdicts[place] = PhotoVerdict(PhotoOutcome.UNUSABLE, found[0].quality.complaint)
        else:
            seen.verdicts[place] = PhotoVerdict(PhotoOutcome.NO_FACE)

    def _measured(
        self,
        seen: _Collection,
        place: int,
        hints: Hints,
        found: Sequence[Face],
        usable: Mapping[int, Face],
        image: BgrImage,
    ) -> tuple[PhotoFace, ...]:
        with self._pool.lease() as engine:
            with seen.timed(Stage.EMBED):
                embeddings = engine.embed([face.aligned for face in usable.values()])
            with seen.timed(Stage.ATTRIBUTES):
                attributes = [engine.attributes(image, _alone(face), 0) for face in usable.values()]
        widest = max(face.box.width for face in found)
        faces = tuple(
            PhotoFace(
                place, index, embedding, face.quality.overall, face.box.width / widest, len(found) == 1, hints, estimate
            )
            for (index, face), embedding, estimate in zip(usable.items(), embeddings, attributes, strict=True)
        )
        if self._non_faces is None:
            return faces
        return without_nonfaces(faces, self._non_faces.chance, self._non_faces.threshold)

    def _whose(
        self,
        faces: Sequence[PhotoFace],
        declared: Declared,
        related: Sequence[Embedding],
        others: Callable[[Embedding], Match] | None,
    ) -> Standing:
        def elsewhere(mean: Embedding) -> float:
            return others(mean).probability if others is not None else 0.0

        def kin(mean: Embedding) -> float:
            return max((self._point.probability(mean.cosine(each)) for each in related), default=0.0)

        return whose(faces, declared, self._point, self._weights, elsewhere, kin)


def _result(seen: _Collection, found: Standing) -> ProfileResult:
    leads = found.outcome is Outcome.LEADER
    with seen.timed(Stage.TEMPLATES):
        suspects = tuple(_suspect(seen, candidate) for candidate in found.candidates[: 1 if leads else _ASKED])
    for face in seen.faces:
        seen.verdicts[face.photo] = PhotoVerdict(PhotoOutcome.SOMEBODY_ELSE if leads else PhotoOutcome.SPARE)
    if leads:
        for photo in suspects[0].photos:
            kept = photo in suspects[0].kept
            seen.verdicts[photo] = PhotoVerdict(PhotoOutcome.TEMPLATE if kept else PhotoOutcome.SPARE)
    verdicts, seconds = tuple(seen.verdicts), dict(seen.seconds)
    return ProfileResult(found.outcome, suspects, verdicts, seconds, len(seen.faces), found.margin)


def _suspect(seen: _Collection, candidate: Candidate) -> Suspect:
    members = [seen.faces[place] for place in candidate.cluster.members]
    kept = [members[place] for place in templates_of(members, MOST_TEMPLATES, SEEN_ALREADY)]
    return Suspect(
        candidate.score,
        tuple(face.photo for face in members),
        tuple(face.photo for face in kept),
        tuple(_template(face, seen.shots[face.photo, face.index]) for face in kept),
    )


def _template(face: PhotoFace, shot: Face) -> NewTemplate:
    template = template_of(face.embedding, shot.quality, shot.aligned)
    return replace(template, origin=TemplateOrigin.IMPORTED, attributes=face.attributes)


def _alone(face: Face) -> Detections:
    box = np.array([[face.box.left, face.box.top, face.box.right, face.box.bottom]], np.float32)
    return Detections(box, np.array([face.score], np.float32), face.landmarks[None].copy())


def _facts(photo: Photo) -> PhotoFacts:
    if not isinstance(photo.source, Path):
        return PhotoFacts(photo.source.nbytes // _BYTES_PER_JPEG_BYTE, photo.hints)
    try:
        return PhotoFacts(photo.source.stat().st_size, photo.hints)
    except (OSError, ValueError):
        return PhotoFacts(0, photo.hints)  # looking at it will say why it cannot be read
