"""The exact 1:N index."""

import itertools
import threading
from collections.abc import Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from core.domain.embedding import Embedding
from core.domain.errors import BugError, ErrorCode, KnownError
from core.domain.ids import PersonId
from core.domain.matching import NO_MATCH, Eligibility, Hit, Match, OperatingPoint
from core.domain.people import Membership, Template, TemplateBlock
from core.gallery.directory import Directory
from core.gallery.kernel import probe_code
from core.gallery.layout import Layout
from core.gallery.packing import PackedRows, segments_of
from core.gallery.ranking import Ranked, clear_pair, first_over, first_people, scored
from core.gallery.rows import GalleryRows, Snapshot, merge
from core.gallery.scan import Probes, Rough, shown
from core.gallery.segment import Segment
from core.gallery.shards import Shards

_BATCH = 16
"""Probes scanned at once; more of them leave no room in the cache for their products."""

_WORTH_SHARING = 1 << 21
"""Numbers to scan, for all probes together, from which waking another thread pays."""

_STEP = 0.002
"""How far up a guess moves that was not too high; nine times that, down, when it was."""

_FAR = 0.15
"""A guess that lies so far under a runner-up makes for many candidates, and hurries up."""

_NO_GUESS = 2.0
_PAIR = 2

_EMPTY = Snapshot(None, 0, (), Directory(), 0, 0, 0, quantises=False, is_small=False)


class ExactIndex:
    """Implements core.runtime.ports.Gallery: answers equal a float64 brute force, ties go to the lowest template id.

    Searches run in any number of threads on the state they found and never wait; changes wait for each other and
    take microseconds, because packing what was added is left to a thread of its own.
    """

    def __init__(self, point: OperatingPoint, model_id: str | None = None, layout: Layout | None = None) -> None:
        """Make an empty index; `point` turns cosines into probabilities."""
        self._point = point
        self._model_id = model_id
        self._layout = layout or Layout()
        self._code = probe_code()
        self._shards = Shards(self._layout.threads)
        self._changing = threading.Lock()
        self._packer: threading.Thread | None = None
        self._closed = False
        self._rows: GalleryRows | None = None
        self._now = _EMPTY
        self._guess = _NO_GUESS

    @property
    def people(self) -> int:
        """How many people can be found."""
        return self._now.people

    @property
    def templates(self) -> int:
        """How many templates are searched."""
        return self._now.templates

    @property
    def point(self) -> OperatingPoint:
        """What cosines are turned into probabilities by, and what they are judged by elsewhere."""
        return self._point

    def use(self, point: OperatingPoint) -> None:
        """Go by another operating point from the next search on."""
        self._point = point

    def search(self, probe: Embedding, among: Eligibility | None = None) -> Match:
        """Return the person with the nearest template, and the nearest other person as runner-up.

        Raises KnownError(MODEL_MISMATCH or BLOB_DAMAGED) for a probe of another kind. NO_MATCH if nobody is there.
        """
        now, guess = self._now, self._guess
        if among is None and now.is_small:
            self._refuse_probe(now, probe)
            found = clear_pair(now.segments[0], probe.vector, guess)
            if found is not None:
                self._guess = _improved(guess, -found[1][1])
                return self._match(now, found)
        return self.search_many((probe,), among)[0]

    def search_many(self, probes: Sequence[Embedding], among: Eligibility | None = None) -> tuple[Match, ...]:
        """Return the answer of `search` for each of `probes`; sixteen cost about twice as much as one."""
        now, ranked = self._ranked(probes, _PAIR, among)
        return tuple(self._match(now, first) for first in ranked)

    def top(self, probe: Embedding, wanted: int, among: Eligibility | None = None) -> tuple[Hit, ...]:
        """Return the `wanted` nearest people, best first; fewer if there are fewer. Raises as `search` does."""
        if wanted < 1:
            raise BugError(f"the nearest {wanted} people were asked for")
        now, ranked = self._ranked((probe,), wanted, among)
        return tuple(Hit(now.directory.name(place), shown(-minus), template) for _, minus, template, place in ranked[0])

    def load(self, block: TemplateBlock, packed: PackedRows | None = None) -> None:
        """Fill a new index at once; `packed`, if it fits this machine, saves most of the time.

        Raises KnownError(MODEL_MISMATCH), BugError if anything was added before.
        """
        with self._changing:
            self._refuse_model(block.model_id)
            if self._rows is not None:
                raise BugError("a gallery is loaded once, before anything is added")
            if not len(block.ids):
                return
            count, dimensions = block.vectors.shape
            rows = GalleryRows(block.model_id, dimensions, self._layout)
            small = count <= self._layout.plain_rows(dimensions)
            rows.load(block, () if small else segments_of(block, packed, self._code, self._shards, self._layout))
            self._publish(rows)

    def add(self, templates: Sequence[Template]) -> None:
        """Make templates findable at once: all of them or, with an error, none.

        Raises KnownError(MODEL_MISMATCH), KnownError(BLOB_DAMAGED) for a vector of another length, BugError for a
        template that is there already.
        """
        if not templates:
            return
        with self._changing:
            self._append(templates)

    def replace_person(self, person: PersonId, templates: Sequence[Template]) -> None:
        """Put `templates` in the place of a person's, of which some may stay; no search sees a state in between.

        Raises as `add` does; then nothing has changed.
        """
        with self._changing:
            rows = self._rows
            self._refuse_misfits(templates)
            if rows is not None:
                rows.refuse_known(templates, leaving=person)
                rows.remove(person)
            if templates:
                self._append(templates)
            elif rows is not None:
                self._publish(rows)

    def remove_person(self, person: PersonId) -> None:
        """Make a person's templates unfindable at once; nothing happens if there are none."""
        with self._changing:
            if self._rows is not None:
                self._rows.remove(person)
                self._publish(self._rows)

    def describe(self, person: PersonId, membership: Membership) -> None:
        """Say to which groups a person belongs and when they may be found; until then, to none and always."""
        with self._changing:
            if self._rows is None:
                raise BugError("nobody is in the gallery yet")
            self._rows.directory.describe(person, membership)

    def close(self) -> None:
        """End the threads; idempotent. It can still be searched."""
        with self._changing:
            self._closed = True
            packer = self._packer
        if packer is not None:
            packer.join()
        self._shards.close()

    def _ranked(
        self, probes: Sequence[Embedding], wanted: int, among: Eligibility | None
    ) -> tuple[Snapshot, list[list[Ranked]]]:
        now, eligible = self._seen_by(among)
        for probe in probes:
            self._refuse_probe(now, probe)
        if not now.templates:
            return now, [[] for _ in probes]
        ranked = []
        for start in range(0, len(probes), _BATCH):
            vectors = [probe.vector for probe in probes[start : start + _BATCH]]
            batch = Probes(np.array(vectors) if len(vectors) > 1 else vectors[0][None], self._code)
            ranked += self._scanned(now, batch, wanted, eligible)
        return now, ranked

    def _scanned(
        self, now: Snapshot, probes: Probes, wanted: int, eligible: NDArray[np.bool_] | None
    ) -> list[list[Ranked]]:
        if now.quantises:
            _ = probes.quantised
        guess = self._guess
        scan = partial(_scan, probes, eligible, [guess] * len(probes))
        shared = self._layout.threads > 1 and len(now.segments) > 1 and now.numbers * len(probes) >= _WORTH_SHARING
        scanned = self._shards.map(scan, now.segments) if shared else list(map(scan, now.segments))
        candidates = itertools.chain.from_iterable(rows for _, rows in scanned)
        guessed = first_over(guess, candidates, len(probes), wanted)
        roughs = [rough for rough, _ in scanned]
        found = [
            people or first_people(now.segments, roughs, probes, which, wanted) for which, people in enumerate(guessed)
        ]
        for segment, rough in zip(now.segments, roughs, strict=True):
            segment.scan.done(rough)
        if wanted == _PAIR and eligible is None:
            self._learn(found)
        return found

    def _learn(self, found: Sequence[Sequence[Ranked]]) -> None:
        """Move the guess to where nine runners-up of ten lie above it: lower, and a dozen candidates become fifty.

        They are strangers to the probe, and the best of many strangers scores much the same every time. The steps are
        those of a stochastic quantile estimate; threads that overwrite each other's do no harm.
        """
        for people in found:
            if len(people) == _PAIR:
                self._guess = _improved(self._guess, -people[1][1])

    def _seen_by(self, among: Eligibility | None) -> tuple[Snapshot, NDArray[np.bool_] | None]:
        if among is None:
            return self._now, None
        with self._changing:  # whoever is described meanwhile is so either wholly or not at all
            return self._now, self._now.directory.eligible(among)

    def _match(self, now: Snapshot, ranked: Sequence[Ranked]) -> Match:
        if not ranked:
            return NO_MATCH
        (_, minus_score, _, place), name = ranked[0], now.directory.name
        score = shown(-minus_score)
        probability = self._point.probability(score)
        if len(ranked) == 1:
            return Match(name(place), score, None, -1.0, probability)
        _, minus_other, _, other = ranked[1]
        return Match(name(place), score, name(other), shown(-minus_other), probability)

    def _append(self, templates: Sequence[Template]) -> None:
        self._refuse_misfits(templates)
        first = templates[0].embedding
        rows = self._rows or GalleryRows(first.model_id, len(first.vector), self._layout)
        rows.append(templates)
        self._publish(rows)

    def _publish(self, rows: GalleryRows) -> None:
        self._rows, self._now = rows, rows.snapshot()
        if self._packer is None and not self._closed and rows.to_merge():
            self._packer = threading.Thread(target=self._pack, name="gallery-packer", daemon=True)
            self._packer.start()

    def _pack(self) -> None:
        """Pack what waits for it, segment by segment; changes go on meanwhile."""
        while True:
            with self._changing:
                rows = self._rows
                parts = rows.to_merge() if rows is not None and not self._closed else ()
                if rows is None or not parts:
                    self._packer = None
                    return
            merged = merge(parts, self._code)
            with self._changing:
                rows.swap(merged)
                self._now = rows.snapshot()

    def _refuse_model(self, model_id: str) -> None:
        expected = self._now.model_id or self._model_id
        if expected is not None and model_id != expected:
            raise KnownError(ErrorCode.MODEL_MISMATCH, found=model_id, expected=expected)

    def _refuse_probe(self, now: Snapshot, probe: Embedding) -> None:
        if probe.model_id != now.model_id:
            self._refuse_model(probe.model_id)
        if now.segments and probe.vector.size != now.dimensions:
            raise _wrong_length(probe, now.dimensions)

    def _refuse_misfits(self, templates: Sequence[Template]) -> None:
        if not templates:
            return
        first = templates[0].embedding
        self._refuse_model(first.model_id)
        dimensions = self._rows.dimensions if self._rows is not None else first.vector.size
        for template in templates:
            embedding = template.embedding
            if embedding.model_id != first.model_id:
                raise KnownError(ErrorCode.MODEL_MISMATCH, found=embedding.model_id, expected=first.model_id)
            if embedding.vector.size != dimensions:
                raise _wrong_length(embedding, dimensions)


def _wrong_length(embedding: Embedding, dimensions: int) -> KnownError:
    return KnownError(ErrorCode.BLOB_DAMAGED, detail=f"{embedding.vector.size} numbers instead of {dimensions}")


def _scan(
    probes: Probes, eligible: NDArray[np.bool_] | None, floors: Sequence[float], segment: Segment
) -> tuple[Rough, list[Ranked]]:
    """Score a segment, and look at the scores while they are in the cache."""
    rough = segment.rough(probes, eligible)
    return rough, scored(segment, rough, probes, floors)


def _improved(guess: float, runner_up: float) -> float:
    if guess >= _NO_GUESS:
        return runner_up
    if runner_up < guess:
        return guess - 9.0 * _STEP
    return guess + (_STEP if runner_up - guess < _FAR else 10.0 * _STEP)
