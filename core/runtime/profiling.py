"""From the photo files of one person to the templates that person is recognised by."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.domain.embedding import Embedding
from core.domain.faces import Face
from core.domain.matching import Match, OperatingPoint
from core.domain.people import NewTemplate, PhotoOutcome, TemplateOrigin
from core.policy.profile import MOST_TEMPLATES, SEEN_ALREADY
from core.profiles.faces import Declared, PhotoFace
from core.profiles.keeping import templates_of
from core.profiles.leader import Candidate, Outcome, Standing
from core.profiles.pipeline import whose
from core.profiles.selection import FIRST, PhotoFacts, batches
from core.profiles.shipped import SHIPPED
from core.profiles.weighing import Weights
from core.runtime.looking import Photo, PhotoLooker, PhotoVerdict, Stage, Stopwatch
from core.runtime.ports import EnginePool, FaceReader, NonFaces
from core.runtime.roster import template_of

_ASKED = 6
"""Candidates somebody is asked about at most, the likeliest first."""

_WIDEST = 3
"""Batches of photos looked at, at most: who does not lead on three hundred is not made to lead by more."""

_BYTES_PER_JPEG_BYTE = 10
"""By how much a photo of ordinary detail shrinks as a file."""

_NOTHING = Declared()


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

    `suspects` are the people on them, likeliest first: with LEADER the only one is the person, with ASK somebody has
    to choose, with NOBODY there are none. `photos` has a verdict for each photo given, None where it was not looked
    at, as enough others were. With ASK nobody is known to be somebody else, and whoever is shown is SPARE.
    `seconds` are those spent in each stage, `faces` counts the usable ones, `margin` is that of the first suspect.
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


class Profiler:
    """Looks through photos with leased engines; safe from any thread, each call for one person.

    `point` is that of the embedder, `non_faces` knows what is no face, `weights` which cluster is the person.
    Of each collection the `first` most promising photos are looked at, and as many more, twice at most, while nobody
    leads.
    """

    def __init__(
        self,
        pool: EnginePool,
        reader: FaceReader,
        point: OperatingPoint,
        non_faces: NonFaces | None = None,
        weights: Weights = SHIPPED,
        first: int = FIRST,
    ) -> None:
        self._looker = PhotoLooker(pool, reader, non_faces)
        self._point = point
        self._weights = weights
        self._first = first

    @property
    def looker(self) -> PhotoLooker:
        """What it looks at photos with, for who needs no more than that."""
        return self._looker

    def profile(
        self,
        photos: Sequence[Photo],
        declared: Declared = _NOTHING,
        related: Sequence[Embedding] = (),
        others: Callable[[Embedding], Match] | None = None,
    ) -> ProfileResult:
        """Find the person whose collection `photos` is, and what to recognise them by.

        `related` are faces of people likely to be on the photos without being the person; `others` answers with the
        nearest enrolled person, who is taken to be somebody else. What cannot be read is a verdict, not an error.
        """
        watch, found = Stopwatch(), Standing(Outcome.NOBODY, ())
        verdicts: list[PhotoVerdict | None] = [None] * len(photos)
        shots: dict[PhotoFace, Face] = {}
        for batch in batches([_facts(photo) for photo in photos], self._first)[:_WIDEST]:
            for place in batch:
                looked = self._looker.look(place, photos[place], watch)
                shots.update(zip(looked.faces, looked.shots, strict=True))
                verdicts[place] = looked.verdict
            with watch.timed(Stage.CLUSTER):
                found = self._whose(tuple(shots), declared, related, others)
            if found.outcome is Outcome.LEADER:
                break
        with watch.timed(Stage.TEMPLATES):
            wanted = found.candidates[: 1 if found.outcome is Outcome.LEADER else _ASKED]
            suspects = tuple(_suspect(tuple(shots), shots, candidate) for candidate in wanted)
        judged = _judged(verdicts, shots, found.outcome, suspects)
        return ProfileResult(found.outcome, suspects, judged, watch.seconds, len(shots), found.margin)

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


def _suspect(faces: Sequence[PhotoFace], shots: Mapping[PhotoFace, Face], candidate: Candidate) -> Suspect:
    members = [faces[place] for place in candidate.cluster.members]
    kept = [members[place] for place in templates_of(members, MOST_TEMPLATES, SEEN_ALREADY)]
    return Suspect(
        candidate.score,
        tuple(face.photo for face in members),
        tuple(face.photo for face in kept),
        tuple(_template(face, shots[face]) for face in kept),
    )


def _template(face: PhotoFace, shot: Face) -> NewTemplate:
    return template_of(face.embedding, shot.quality, shot.aligned, face.attributes, TemplateOrigin.IMPORTED)


def _judged(
    verdicts: Sequence[PhotoVerdict | None],
    faces: Mapping[PhotoFace, Face],
    outcome: Outcome,
    suspects: Sequence[Suspect],
) -> tuple[PhotoVerdict | None, ...]:
    """Return `verdicts` with those of the photos that show somebody."""
    leads = outcome is Outcome.LEADER
    judged = list(verdicts)
    for face in faces:
        judged[face.photo] = PhotoVerdict(PhotoOutcome.SOMEBODY_ELSE if leads else PhotoOutcome.SPARE)
    if leads:
        for photo in suspects[0].photos:
            judged[photo] = PhotoVerdict(PhotoOutcome.SPARE)
        for photo in suspects[0].kept:
            judged[photo] = PhotoVerdict(PhotoOutcome.TEMPLATE)
    return tuple(judged)


def _facts(photo: Photo) -> PhotoFacts:
    if not isinstance(photo.source, Path):
        return PhotoFacts(photo.source.nbytes // _BYTES_PER_JPEG_BYTE, photo.hints)
    try:
        return PhotoFacts(photo.source.stat().st_size, photo.hints)
    except (OSError, ValueError):
        return PhotoFacts(0, photo.hints)  # looking at it will say why it cannot be read
