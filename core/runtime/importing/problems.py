"""What may be wrong with a row, said so that whoever keeps the table can correct it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.domain.text import QT_TRANSLATE_NOOP


class ProblemCode(StrEnum):
    """A stable name per problem, for programs; people read the sentence."""

    NAME_MISSING = "name-missing"
    ROW_GARBLED = "row-garbled"
    ID_TWICE = "id-twice"
    DATE_UNREADABLE = "date-unreadable"
    BORN_IN_FUTURE = "born-in-future"
    VALIDITY_REVERSED = "validity-reversed"
    GENDER_UNREADABLE = "gender-unreadable"
    CONSENT_REFUSED = "consent-refused"
    PHOTO_NONE = "photo-none"
    PHOTO_MISSING = "photo-missing"
    PHOTO_TOO_LARGE = "photo-too-large"
    PHOTO_UNREADABLE = "photo-unreadable"
    PHOTO_TOO_SMALL = "photo-too-small"
    NO_FACE = "no-face"
    FACE_UNUSABLE = "face-unusable"
    SEVERAL_FACES = "several-faces"
    NOBODY_LEADS = "nobody-leads"
    SOMEBODY_ELSE = "somebody-else"
    NAME_TAKEN = "name-taken"
    LOOKS_LIKE = "looks-like"
    RESEMBLES = "resembles"
    SHOWS_ANOTHER = "shows-another"
    NOT_WRITTEN = "not-written"


PROBLEMS: dict[ProblemCode, str] = {
    ProblemCode.NAME_MISSING: QT_TRANSLATE_NOOP("import", "There is no name. Write one."),
    ProblemCode.ROW_GARBLED: QT_TRANSLATE_NOOP(
        "import", "The row has {found} cells, but the table has {expected} columns. Check delimiters and quotes."
    ),
    ProblemCode.ID_TWICE: QT_TRANSLATE_NOOP(
        "import", "The ID {id} stands for different people in rows {rows}. Give each of them an ID of their own."
    ),
    ProblemCode.DATE_UNREADABLE: QT_TRANSLATE_NOOP("import", "“{text}” is not a date. Write it as 2026-12-31."),
    ProblemCode.BORN_IN_FUTURE: QT_TRANSLATE_NOOP("import", "The date of birth {text} is in the future."),
    ProblemCode.VALIDITY_REVERSED: QT_TRANSLATE_NOOP("import", "Valid until {until} is before valid from {since}."),
    ProblemCode.GENDER_UNREADABLE: QT_TRANSLATE_NOOP("import", "“{text}” is not understood. Write f or m, or nothing."),
    ProblemCode.CONSENT_REFUSED: QT_TRANSLATE_NOOP("import", "This person did not consent (“{text}”) and is left out."),
    ProblemCode.PHOTO_NONE: QT_TRANSLATE_NOOP("import", "There is no picture to recognise this person by. Name one."),
    ProblemCode.PHOTO_MISSING: QT_TRANSLATE_NOOP("import", "There is no picture at {photo}. Check the path."),
    ProblemCode.PHOTO_TOO_LARGE: QT_TRANSLATE_NOOP("import", "{photo} is too large. Make it smaller first."),
    ProblemCode.PHOTO_UNREADABLE: QT_TRANSLATE_NOOP(
        "import", "{photo} is damaged or no picture. Use a JPEG, PNG, BMP or WebP file."
    ),
    ProblemCode.PHOTO_TOO_SMALL: QT_TRANSLATE_NOOP("import", "{photo} is too small to hold a face."),
    ProblemCode.NO_FACE: QT_TRANSLATE_NOOP("import", "No face was found in {photo}."),
    ProblemCode.FACE_UNUSABLE: QT_TRANSLATE_NOOP("import", "The face in {photo} is not good enough: {reasons}."),
    ProblemCode.SEVERAL_FACES: QT_TRANSLATE_NOOP(
        "import", "{photo} shows {count} faces, and nothing says which. Crop it, or add another picture."
    ),
    ProblemCode.NOBODY_LEADS: QT_TRANSLATE_NOOP(
        "import", "The pictures do not agree on one person. Take out those of others, or add more."
    ),
    ProblemCode.SOMEBODY_ELSE: QT_TRANSLATE_NOOP("import", "{photo} shows somebody else than the other pictures."),
    ProblemCode.NAME_TAKEN: QT_TRANSLATE_NOOP(
        "import", "Somebody called {name} is enrolled and looks different. Give this person an ID to tell them apart."
    ),
    ProblemCode.LOOKS_LIKE: QT_TRANSLATE_NOOP("import", "Looks like {other} ({percent} %), who is enrolled already."),
    ProblemCode.RESEMBLES: QT_TRANSLATE_NOOP(
        "import", "Resembles {other}, who is enrolled. The two are kept apart; look whether they are one."
    ),
    ProblemCode.SHOWS_ANOTHER: QT_TRANSLATE_NOOP(
        "import", "The pictures do not show {name}, who is enrolled under this ID."
    ),
    ProblemCode.NOT_WRITTEN: QT_TRANSLATE_NOOP("import", "Could not be written: {detail}"),
}


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with a row, by its number in the file, and in which column (empty: the row as a whole).

    `keeps_out` says that nothing of the row is taken because of this; else the rest of it is.
    """

    row: int
    column: str
    code: ProblemCode
    name: str = ""
    facts: Mapping[str, str | int] = field(default_factory=dict)
    keeps_out: bool = True

    @property
    def sentence(self) -> str:
        """The problem in English."""
        return PROBLEMS[self.code].format(**self.facts)
