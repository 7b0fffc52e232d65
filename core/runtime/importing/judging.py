"""What the pictures of a planned person mean for their row: problems in words, and who they may be already."""

from collections.abc import Sequence

from core.domain.embedding import Embedding
from core.domain.errors import ErrorCode
from core.domain.people import NewTemplate, PhotoOutcome, centroid
from core.profiles.leader import Outcome
from core.runtime.importing.measuring import Measured
from core.runtime.importing.problems import ProblemCode, RowProblem
from core.runtime.looking import PhotoVerdict

COLLECTION = 10
"""Pictures from which on they are a collection, in which some without the person are no mistake worth telling."""

_UNREADABLE = {
    ErrorCode.IMAGE_MISSING: ProblemCode.PHOTO_MISSING,
    ErrorCode.IMAGE_TOO_LARGE: ProblemCode.PHOTO_TOO_LARGE,
    ErrorCode.IMAGE_TOO_SMALL: ProblemCode.PHOTO_TOO_SMALL,
}


def probe_of(templates: Sequence[NewTemplate]) -> Embedding:
    """Return the one face somebody new is looked for by: the mean, in which one odd picture counts little."""
    mean = centroid([template.embedding for template in templates], [template.quality for template in templates])
    return templates[0].embedding if mean is None else mean


def picture_problems(measured: Measured, column: str) -> list[RowProblem]:
    """Return what is wrong with the pictures of a person; without a leader among them, each of it keeps them out."""
    result, stated, photos = measured.result, measured.person.stated, measured.person.photos
    if result is None:
        return []
    leads = result.outcome is Outcome.LEADER
    found = list[RowProblem]()

    def note(code: ProblemCode, **facts: str | int) -> None:
        found.append(RowProblem(stated.rows[0], column, code, stated.name, facts, keeps_out=not leads))

    if result.outcome is Outcome.ASK:
        if len(photos) == 1:
            # A face alone is never asked about, so that there are others, if only ones that cannot be used.
            note(ProblemCode.SEVERAL_FACES, photo=photos[0], count=max(2, result.faces))
        else:
            note(ProblemCode.NOBODY_LEADS)
    if not leads or len(photos) <= COLLECTION:
        for name, verdict in zip(photos, result.photos, strict=True):
            code = _code(verdict)
            if verdict is not None and code is not None:
                facts = {"reasons": verdict.detail} if code is ProblemCode.FACE_UNUSABLE else {}
                note(code, photo=name, **facts)
    return found


def _code(verdict: PhotoVerdict | None) -> ProblemCode | None:
    if verdict is None:
        return None
    match verdict.outcome:
        case PhotoOutcome.NO_FACE:
            return ProblemCode.NO_FACE
        case PhotoOutcome.UNUSABLE:
            return ProblemCode.FACE_UNUSABLE
        case PhotoOutcome.SOMEBODY_ELSE:
            return ProblemCode.SOMEBODY_ELSE
        case PhotoOutcome.UNREADABLE if verdict.code is not None:
            return _UNREADABLE.get(verdict.code, ProblemCode.PHOTO_UNREADABLE)
        case PhotoOutcome.UNREADABLE:
            return ProblemCode.PHOTO_UNREADABLE
    return None
