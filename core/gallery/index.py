"""The exact 1:N index."""

import threading
from collections.abc import Sequence

import numpy as np

from core.domain.embedding import Embedding
from core.domain.errors import ErrorCode, KnownError
from core.domain.ids import PersonId
from core.domain.matching import NO_MATCH, Match, OperatingPoint
from core.domain.people import Template
from core.gallery.rows import GalleryRows, Snapshot
from core.gallery.scan import FloatScan, RoughScores, Scan, exact_cosines, shown


class ExactIndex:
    """Implements core.runtime.ports.Gallery: answers equal a float64 brute force, ties go to the lowest template id.

    Searches run in any number of threads on the state they found and never wait; changes wait for each other.
    """

    def __init__(self, point: OperatingPoint, model_id: str | None = None, scan: Scan | None = None) -> None:
        """Make an empty index; `point` turns cosines into probabilities, `scan` finds the candidates."""
        self._point = point
        self._scan = scan or FloatScan()
        self._changing = threading.Lock()
        self._rows: GalleryRows | None = None
        self._now = GalleryRows(model_id, 0).snapshot()

    @property
    def people(self) -> int:
        """How many people can be found."""
        return self._now.people

    @property
    def templates(self) -> int:
        """How many templates are searched."""
        return self._now.templates

    def search(self, probe: Embedding) -> Match:
        """Return the person with the nearest template, and the nearest other person as runner-up.

        Raises KnownError(MODEL_MISMATCH). An empty gallery answers NO_MATCH.
        """
        now = self._now
        if now.model_id is not None and probe.model_id != now.model_id:
            raise KnownError(ErrorCode.MODEL_MISMATCH, found=probe.model_id, expected=now.model_id)
        if not now.templates:
            return NO_MATCH
        scores = self._scan.rough(now.vectors, probe.vector)
        scores.cosines[now.owners < 0] = -np.inf
        owner, score = _nearest(now, scores, probe)
        if now.people == 1:
            return Match(now.names[owner], score, None, -1.0, self._point.probability(score))
        scores.cosines[now.owners == owner] = -np.inf
        other, other_score = _nearest(now, scores, probe)
        return Match(now.names[owner], score, now.names[other], other_score, self._point.probability(score))

    def add(self, templates: Sequence[Template]) -> None:
        """Make templates findable at once: all of them or, with an error, none.

        Raises KnownError(MODEL_MISMATCH), or KnownError(BLOB_DAMAGED) for a vector of another length.
        """
        if not templates:
            return
        with self._changing:
            first = templates[0].embedding
            model_id = self._now.model_id or first.model_id
            rows = self._rows or GalleryRows(model_id, len(first.vector))
            _refuse_misfits(templates, model_id, rows.dimensions)
            rows.append(templates)
            self._rows, self._now = rows, rows.snapshot()

    def remove_person(self, person: PersonId) -> None:
        """Make a person's templates unfindable at once; nothing happens if there are none."""
        with self._changing:
            if self._rows is not None:
                self._rows.remove(person)
                self._now = self._rows.snapshot()


def _nearest(now: Snapshot, scores: RoughScores, probe: Embedding) -> tuple[int, float]:
    """Return the owner of the nearest row and its cosine.

    The true best lies within `error` of its rough score, and so does the rough best of its true one: no row further
    than twice that below the rough best can be it.
    """
    floor = float(scores.cosines.max()) - 2.0 * scores.error
    candidates = np.flatnonzero(scores.cosines >= floor)
    cosines = exact_cosines(now.vectors[candidates], probe.vector)
    first = np.lexsort((now.ids[candidates], -cosines))[0]
    return int(now.owners[candidates[first]]), shown(float(cosines[first]))


def _refuse_misfits(templates: Sequence[Template], model_id: str, dimensions: int) -> None:
    for template in templates:
        embedding = template.embedding
        if embedding.model_id != model_id:
            raise KnownError(ErrorCode.MODEL_MISMATCH, found=embedding.model_id, expected=model_id)
        if len(embedding.vector) != dimensions:
            detail = f"{len(embedding.vector)} numbers instead of {dimensions}"
            raise KnownError(ErrorCode.BLOB_DAMAGED, detail=detail)
