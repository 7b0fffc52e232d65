"""Who is where in which clip, as people wrote it down: the ground truth of `usher evaluate --tracks`.

A TOML file of `[[clip]]` tables: `file`, `fps`, `recording` (clips with the same name are parts of one recording; its
own name if left out), `first` (frames before it repeat another clip) and `appearance`, a list of one `person` and their
`boxes` each: frame, left, top, right, bottom in pixels, ascending, with straight lines in between.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Annotated

import msgspec
import numpy as np

from core.domain.arrays import Floats, frozen
from core.domain.errors import ErrorCode, KnownError
from core.domain.faces import Box

TRUTH_FILE = "tracks.toml"
_OVERLAP = 0.3
"""Intersection over union from which a box is the one that was written down."""

_Row = tuple[int, float, float, float, float]


class _Appearance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    person: Annotated[str, msgspec.Meta(min_length=1)]
    boxes: Annotated[tuple[_Row, ...], msgspec.Meta(min_length=1)]


class _Clip(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    file: Annotated[str, msgspec.Meta(min_length=1)]
    fps: Annotated[float, msgspec.Meta(gt=0, le=240)]
    recording: str = ""
    first: Annotated[int, msgspec.Meta(ge=0)] = 0
    appearance: tuple[_Appearance, ...] = ()


class _Truth(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    clip: Annotated[tuple[_Clip, ...], msgspec.Meta(min_length=1)]


@dataclass(frozen=True, slots=True, eq=False)
class Appearance:
    """A person in a clip without a cut: `rows` (n, 5) frame, left, top, right, bottom, by ascending frame."""

    person: str
    rows: Floats

    @property
    def first(self) -> int:
        """The first frame."""
        return int(self.rows[0, 0])

    @property
    def last(self) -> int:
        """The last frame."""
        return int(self.rows[-1, 0])

    def box(self, frame: int) -> Box | None:
        """Return where the face is; None before the first frame and after the last."""
        if not self.first <= frame <= self.last:
            return None
        left, top, right, bottom = (float(np.interp(frame, self.rows[:, 0], self.rows[:, i])) for i in range(1, 5))
        return Box(left, top, right, bottom)


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """One clip; `first` is the first frame that no other clip has, too."""

    path: Path
    fps: float
    recording: str
    first: int
    appearances: tuple[Appearance, ...]

    def person_at(self, frame: int, box: Box) -> str | None:
        """Return who has their face at `box`; None where nobody was written down."""
        found = [(_overlap(known, box), one.person) for one in self.appearances if (known := one.box(frame))]
        share, person = max(found, default=(0.0, None))
        return person if share >= _OVERLAP else None


def read_truth(folder: Path, file: Path) -> tuple[Clip, ...]:
    """Return the clips of `folder` that `file` tells of. Raises KnownError(CLIP_TRUTH_UNUSABLE), naming the fault."""
    try:
        truth = msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), _Truth)
        return tuple(_clip(folder, entry) for entry in truth.clip)
    except OSError as error:
        raise KnownError(ErrorCode.CLIP_TRUTH_UNUSABLE, path=str(file), detail=error.strerror or "") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError, ValueError) as error:
        raise KnownError(ErrorCode.CLIP_TRUTH_UNUSABLE, path=str(file), detail=str(error)) from error


def _clip(folder: Path, entry: _Clip) -> Clip:
    if PurePath(entry.file).name != entry.file:
        raise ValueError(f"{entry.file} is not the name of a file in the folder")
    if not (folder / entry.file).is_file():
        raise ValueError(f"there is no {entry.file} in {folder}")
    appearances = tuple(_appearances(entry))
    return Clip(folder / entry.file, entry.fps, entry.recording or entry.file, entry.first, appearances)


def _appearances(entry: _Clip) -> Iterator[Appearance]:
    for one in entry.appearance:
        rows = np.array(one.boxes, np.float32)
        if (np.diff(rows[:, 0]) <= 0).any():
            raise ValueError(f"the frames of {one.person} in {entry.file} do not ascend")
        yield Appearance(one.person, frozen(rows))


def _overlap(a: Box, b: Box) -> float:
    width = min(a.right, b.right) - max(a.left, b.left)
    height = min(a.bottom, b.bottom) - max(a.top, b.top)
    if width <= 0 or height <= 0:
        return 0.0
    both = width * height
    return both / (a.width * a.height + b.width * b.height - both)
