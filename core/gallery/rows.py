"""The rows of a gallery: they grow and shrink under one writer while readers keep what they hold."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import ArrayT
from core.domain.errors import BugError
from core.domain.ids import PersonId
from core.domain.people import Template, TemplateBlock
from core.gallery.directory import Directory
from core.gallery.kernel import ProbeCode
from core.gallery.layout import Layout
from core.gallery.scan import FloatScan, QuantisedScan
from core.gallery.segment import REMOVED, Segment

_FEW_TO_MERGE = 4
"""Small segments are merged four at a time, so that a row is packed anew only once per fourfold growth."""

_REMOVED_SHARE = 1 / 4
"""Rows taken out of a segment until it is worth packing anew."""


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """The gallery at one moment; nothing it shows ever changes.

    `people` and `templates` count what can be found, `numbers` what has to be scanned for it; `quantises`: some of it
    in eight bits; `is_small`: it is one segment, scanned in floats. `model_id` is None until the first template tells.
    """

    model_id: str | None
    dimensions: int
    segments: tuple[Segment, ...]
    directory: Directory
    people: int
    templates: int
    numbers: int
    quantises: bool
    is_small: bool


@dataclass(frozen=True, slots=True, eq=False)
class Merged:
    """One packed segment made of `parts`; `kept` are the rows of each that it took over, in its order."""

    parts: tuple[Segment, ...]
    kept: tuple[NDArray[np.int64], ...]
    segment: Segment


class GalleryRows:
    """Segments that never change, and a tail that rows are appended to; for one thread at a time.

    Why a snapshot stays true without a copy: rows are appended behind the part of the tail it looks at, and
    everything else (taking out, packing, merging) makes new segments.
    """

    def __init__(self, model_id: str, dimensions: int, layout: Layout) -> None:
        """Begin empty."""
        self.dimensions = dimensions
        self._model_id = model_id
        self._layout = layout
        self._segments: tuple[Segment, ...] = ()
        self._tail = Tail(dimensions, layout)
        self._directory = Directory()
        self._held = np.zeros(0, np.int64)
        self._people = 0
        self._last_id = -1

    @property
    def directory(self) -> Directory:
        """Who has which place."""
        return self._directory

    def load(self, block: TemplateBlock, segments: Sequence[Segment]) -> None:
        """Take over a whole block as the first rows of all: cut into `segments`, or, if it is small, as it is."""
        if segments:
            self._segments = tuple(segments)
        else:
            self._tail.take(block)
        self._directory = Directory(block.people)
        self._held = np.bincount(block.owners, minlength=len(block.people))
        self._people = int(np.count_nonzero(self._held))
        self._last_id = int(block.ids[-1])

    def snapshot(self) -> Snapshot:
        """Return the rows as they are now."""
        tail = (self._tail.segment(),) if self._tail.used else ()
        segments = self._segments + tail
        return Snapshot(
            model_id=self._model_id,
            dimensions=self.dimensions,
            segments=segments,
            directory=self._directory,
            people=self._people,
            templates=sum(segment.alive for segment in segments),
            numbers=sum(segment.vectors.size for segment in segments),
            is_small=len(segments) == 1 and isinstance(segments[0].scan, FloatScan),
            quantises=any(isinstance(segment.scan, QuantisedScan) for segment in segments),
        )

    def append(self, templates: Sequence[Template]) -> None:
        """Add a row for each template. Raises BugError if one is there already; then nothing has changed."""
        self.refuse_known(templates)
        owners = [self._directory.enter(template.person) for template in templates]
        self._count(owners)
        for start in range(0, len(templates), self._tail.capacity):
            part = slice(start, start + self._tail.capacity)
            self._append(templates[part], owners[part])
        self._last_id = max(self._last_id, *(template.id for template in templates))

    def refuse_known(self, templates: Sequence[Template], leaving: PersonId | None = None) -> None:
        """Raise BugError if one of `templates` is there already and not of `leaving`, or twice among them."""
        place = None if leaving is None else self._directory.find(leaving)
        ids = [template.id for template in templates]
        known = len(set(ids)) < len(ids)
        if ids and min(ids) <= self._last_id:
            tail = self._tail.segment()
            known = known or any(
                segment.holds(number, REMOVED if place is None else place)
                for segment in (*self._segments, tail)
                for number in ids
            )
        if known:
            raise BugError(f"templates {ids} are added, some of which are there already")

    def remove(self, person: PersonId) -> None:
        """Take out a person's rows, if there are any."""
        place = self._directory.find(person)
        if place is None or place >= len(self._held) or not self._held[place]:
            return
        self._held[place] = 0
        self._people -= 1
        segments = (segment.without(place) for segment in self._segments)
        self._segments = tuple(segment for segment in segments if segment.alive)
        self._tail.remove(place)

    def to_merge(self) -> tuple[Segment, ...]:
        """Return segments that would better be one packed one; empty if all is well."""
        most = self._layout.segment_rows(sum(len(segment.ids) for segment in self._segments), self.dimensions)
        small, rows = list[Segment](), 0
        for segment in sorted(self._segments, key=lambda segment: len(segment.ids)):
            rows += len(segment.ids)
            if rows > most:
                break
            small.append(segment)
        if len(small) >= _FEW_TO_MERGE:
            return tuple(small)
        wanting = (s for s in self._segments if not s.settled or s.removed > _REMOVED_SHARE * len(s.ids))
        return tuple(itertools.islice(wanting, 1))

    def swap(self, merged: Merged) -> None:
        """Put a merged segment in the place of its parts, less what has been taken out since."""
        # A part is known by its ids: taking out rows replaces everything else.
        now = {id(segment.ids): segment for segment in self._segments}
        parts = [now.pop(id(part.ids), None) for part in merged.parts]
        owners = [
            part.owners[kept] if part is not None else np.full(len(kept), REMOVED, np.int32)
            for part, kept in zip(parts, merged.kept, strict=True)
        ]
        segment = merged.segment.owned_by(np.concatenate(owners))
        self._segments = (*now.values(), segment) if segment.alive else tuple(now.values())

    def _append(self, templates: Sequence[Template], owners: Sequence[int]) -> None:
        if self._tail.used + len(templates) > self._tail.capacity:
            self._segments += (self._tail.segment(),)
            self._tail = Tail(self.dimensions, self._layout)
        self._tail.append(templates, owners)

    def _count(self, owners: Sequence[int]) -> None:
        if len(self._directory) > len(self._held):
            self._held = np.concatenate((self._held, np.zeros(2 * len(self._directory) - len(self._held), np.int64)))
        for place in owners:
            self._people += not self._held[place]
            self._held[place] += 1


class Tail:
    """The newest rows, in arrays with room to spare."""

    def __init__(self, dimensions: int, layout: Layout) -> None:
        """Make room for as many vectors as are not worth packing."""
        self.capacity = layout.plain_rows(dimensions)
        self.used = 0
        self._vectors = np.empty((self.capacity, dimensions), np.float32)
        self._ids = np.empty(self.capacity, np.int64)
        self._owners = np.empty(self.capacity, np.int32)

    def segment(self) -> Segment:
        """Return the rows as they are now."""
        used = slice(self.used)
        return Segment.plain(self._vectors[used], self._ids[used], self._owners[used])

    def append(self, templates: Sequence[Template], owners: Sequence[int]) -> None:
        """Add rows behind those that anybody looks at; they fit."""
        new = slice(self.used, self.used + len(templates))
        self._vectors[new] = [template.embedding.vector for template in templates]
        self._ids[new] = [template.id for template in templates]
        self._owners[new] = owners
        self.used = new.stop

    def take(self, block: TemplateBlock) -> None:
        """Take over a small block as the first rows."""
        self.used = len(block.ids)
        used = slice(self.used)
        self._vectors[used], self._ids[used], self._owners[used] = block.vectors, block.ids, block.owners

    def remove(self, place: int) -> None:
        """Take out one owner's rows; once most have been, close the gaps."""
        self._owners = np.where(self._owners == place, np.int32(REMOVED), self._owners)
        kept = np.flatnonzero(self._owners[: self.used] != REMOVED)
        if 2 * len(kept) < self.used:
            self._vectors, self._ids = _moved(self._vectors, kept), _moved(self._ids, kept)
            self._owners, self.used = _moved(self._owners, kept), len(kept)


def _moved(array: ArrayT, rows: NDArray[np.int64]) -> ArrayT:
    moved: ArrayT = np.empty_like(array)
    moved[: len(rows)] = array[rows]
    return moved


def merge(parts: tuple[Segment, ...], code: ProbeCode | None) -> Merged:
    """Pack what is left of `parts` into one segment; takes a few microseconds a row, and touches nothing."""
    kept = tuple(np.flatnonzero(part.owners != REMOVED) for part in parts)
    picked = list(zip(parts, kept, strict=True))
    vectors = np.concatenate([part.vectors[rows] for part, rows in picked])
    ids = np.concatenate([part.ids[rows] for part, rows in picked])
    owners = np.concatenate([part.owners[rows] for part, rows in picked])
    return Merged(parts, kept, Segment.packed(vectors, ids, owners, code))
