"""The straight way from a single photo of somebody: whose face it is, when others are on it too."""

from collections.abc import Sequence
from pathlib import Path

from core.capture.pictures import read_picture
from core.domain.errors import KnownError
from core.domain.faces import Face
from core.domain.people import PhotoOutcome, TemplateOrigin
from core.profiles.faces import PhotoFace
from core.profiles.leader import Outcome
from core.runtime.looking import Looked, Photo, PhotoLooker, PhotoVerdict, Stage, Stopwatch
from core.runtime.profiling import ProfileResult, Suspect
from core.runtime.roster import template_of

_CENTRAL = 0.8
"""Nearness to the middle of the photo that a subject has; of LFW's, 99 % lie beyond 0.9 and bystanders below 0.7."""
_AHEAD = 0.15
"""How much nearer to the middle than anybody else."""
_FILLS = 0.25
"""Share of the photo's shorter side that the face of a portrait fills; in a row of three people nobody's does."""
_BYSTANDER = 0.5
"""Width beside the subject's from which on down a face is in the background."""


def subject_of(faces: Sequence[PhotoFace], fills: Sequence[float]) -> int | None:
    """Return the place of the face a photo is of; None where it could be several people's, or is nobody's.

    `fills` is the width of each face as a share of the photo's shorter side.
    """
    if len(faces) == 1 and faces[0].alone:
        return 0
    widest = max(range(len(faces)), key=lambda place: faces[place].prominence)
    if faces[widest].prominence >= 1.0 and _others_below(faces, widest, "prominence", _BYSTANDER):
        return widest
    middle = max(range(len(faces)), key=lambda place: faces[place].central)
    first = faces[middle]
    if fills[middle] < _FILLS or first.central < _CENTRAL or first.prominence <= _BYSTANDER:
        return None
    return middle if _others_below(faces, middle, "central", first.central - _AHEAD) else None


def _others_below(faces: Sequence[PhotoFace], place: int, measure: str, most: float) -> bool:
    return all(getattr(face, measure) <= most for other, face in enumerate(faces) if other != place)


def look_at_portrait(looker: PhotoLooker, path: Path) -> ProfileResult:
    """Return whose the only photo of somebody is. What cannot be read is a verdict, not an error."""
    watch = Stopwatch()
    try:
        with watch.timed(Stage.DECODE):
            image = read_picture(path)
    except KnownError as error:
        return _nobody(PhotoVerdict(PhotoOutcome.UNREADABLE, str(error), error.code), watch)
    looked = looker.look(0, Photo(image), watch)
    if looked.verdict is not None:
        return _nobody(looked.verdict, watch)
    side = min(image.shape[:2])
    subject = subject_of(looked.faces, [shot.box.width / side for shot in looked.shots])
    if subject is None:
        return _result(Outcome.ASK, (), PhotoVerdict(PhotoOutcome.SPARE), watch, looked)
    suspect = _suspect(looked.faces[subject], looked.shots[subject])
    return _result(Outcome.LEADER, (suspect,), PhotoVerdict(PhotoOutcome.TEMPLATE), watch, looked)


def _suspect(face: PhotoFace, shot: Face) -> Suspect:
    template = template_of(face.embedding, shot.quality, shot.aligned, face.attributes, TemplateOrigin.IMPORTED)
    return Suspect(1.0, (0,), (0,), (template,))


def _nobody(verdict: PhotoVerdict, watch: Stopwatch) -> ProfileResult:
    return _result(Outcome.NOBODY, (), verdict, watch, Looked())


def _result(
    outcome: Outcome, suspects: tuple[Suspect, ...], verdict: PhotoVerdict, watch: Stopwatch, looked: Looked
) -> ProfileResult:
    return ProfileResult(outcome, suspects, (verdict,), watch.seconds, len(looked.faces), float(bool(suspects)))
