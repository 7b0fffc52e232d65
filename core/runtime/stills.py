"""Still pictures: detect, compare, search, and enrol from files."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.capture.pictures import read_picture
from core.domain.arrays import BgrImage
from core.domain.clock import Clock
from core.domain.embedding import Embedding
from core.domain.errors import ErrorCode, KnownError
from core.domain.faces import Attributes, Face, Quality
from core.domain.matching import Comparison, Match, OperatingPoint, Verdict
from core.domain.people import NewTemplate, Person
from core.gallery.compare import compare
from core.policy.identity import Look, decide
from core.runtime.clips import best_shots, is_video
from core.runtime.ports import EnginePool, FaceReader
from core.runtime.roster import Roster, template_of


@dataclass(frozen=True, slots=True, eq=False)
class Portrait:
    """The one face of a picture, measured."""

    face: Face
    embedding: Embedding


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """A face to enrol and the file it came from; `aligned` (112, 112, 3) BGR."""

    path: Path
    embedding: Embedding
    quality: Quality
    aligned: BgrImage
    attributes: Attributes | None


class Stills:
    """Reads pictures with leased engines; safe from any thread."""

    def __init__(self, pool: EnginePool, reader: FaceReader, point: OperatingPoint, clock: Clock) -> None:
        self._pool = pool
        self._reader = reader
        self._point = point
        self._clock = clock

    def detect(self, path: Path) -> tuple[Face, ...]:
        """Return every face of a picture, best first; none is a valid answer. Raises KnownError(IMAGE_*)."""
        return self._reader.read(read_picture(path))

    def portrait(self, path: Path) -> Portrait:
        """Return the one face of a picture. Raises KnownError(IMAGE_*, NO_FACE, SEVERAL_FACES)."""
        return self.portrait_of(read_picture(path), str(path))

    def portrait_of(self, image: BgrImage, label: str) -> Portrait:
        """Return the one face of `image` (h, w, 3) BGR, called `label` in KnownError(NO_FACE, SEVERAL_FACES)."""
        faces = self._reader.read(image)
        if not faces:
            raise KnownError(ErrorCode.NO_FACE, path=label)
        if len(faces) > 1:
            raise KnownError(ErrorCode.SEVERAL_FACES, path=label, count=len(faces))
        return self._measured(faces[0])

    def compare(self, a: Path, b: Path) -> Comparison:
        """Say whether two pictures show the same person."""
        return compare(self.portrait(a).embedding, self.portrait(b).embedding, self._point)

    def search(self, path: Path, roster: Roster) -> tuple[tuple[Face, Match], ...]:
        """Return the nearest enrolled person for every face of a picture. Raises KnownError(NO_FACE)."""
        faces = self.detect(path)
        if not faces:
            raise KnownError(ErrorCode.NO_FACE, path=str(path))
        return tuple((face, roster.nearest([self._measured(face).embedding])) for face in faces)

    def enrol(
        self, roster: Roster, name: str, external_id: str, paths: Sequence[Path], *, despite_likeness: bool = False
    ) -> Person:
        """Enrol a person from pictures with one usable face each and videos of nobody else; all of them or none.

        Raises KnownError: PICTURES_DISAGREE, SEVERAL_FACES or CLIP_OF_SEVERAL when more than one person is shown,
        FACE_UNUSABLE with the reasons, DUPLICATE_PERSON when somebody enrolled looks the same, unless
        `despite_likeness`.
        """
        samples = [sample for path in paths for sample in self._samples(path)]
        self._refuse_strangers(samples)
        likeness = roster.nearest([sample.embedding for sample in samples])
        if likeness.person is not None and likeness.score >= roster.point.accept and not despite_likeness:
            found = roster.name_of(likeness.person)
            raise KnownError(ErrorCode.DUPLICATE_PERSON, name=found, percent=round(100 * likeness.probability))
        return roster.enrol(name, external_id, [_template(sample) for sample in samples])

    def is_named(self, match: Match, roster: Roster) -> bool:
        """Say whether a single picture's match is good enough to name its person."""
        return decide([Look.of(match)], roster.point, final=True).verdict is Verdict.RECOGNISED

    def _samples(self, path: Path) -> list[Sample]:
        if is_video(path):
            with self._pool.lease() as engine:
                shots = best_shots(path, engine, self._point, self._clock)
            return [Sample(path, shot.embedding, shot.quality, shot.aligned, shot.attributes) for shot in shots]
        portrait = self.portrait(path)
        face = portrait.face
        if not face.quality.usable:
            raise KnownError(ErrorCode.FACE_UNUSABLE, path=str(path), reasons=face.quality.complaint)
        return [Sample(path, portrait.embedding, face.quality, face.aligned, face.attributes)]

    def _refuse_strangers(self, samples: Sequence[Sample]) -> None:
        """Two files of one person may differ in age and light; below `consider` they are taken for two people."""
        first = samples[0]
        for sample in samples[1:]:
            nearest = max(sample.embedding.cosine(other.embedding) for other in samples if other is not sample)
            if nearest < self._point.consider:
                raise KnownError(ErrorCode.PICTURES_DISAGREE, path=str(sample.path), other=str(first.path))

    def _measured(self, face: Face) -> Portrait:
        with self._pool.lease() as engine:
            return Portrait(face, engine.embed([face.aligned])[0])


def _template(sample: Sample) -> NewTemplate:
    return template_of(sample.embedding, sample.quality, sample.aligned, sample.attributes)
