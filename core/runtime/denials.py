"""What operators said who somebody is *not*: faces that are not a person's, and people easily confused."""

from typing import TYPE_CHECKING

from core.domain.embedding import Embedding
from core.domain.ids import PersonId
from core.runtime.ports import DenialBook

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.domain.arrays import Floats


class Denials:
    """Read by the decider while reviews change it: each load replaces the whole at once."""

    def __init__(self) -> None:
        self._refused: Mapping[PersonId, Floats] = {}
        self._pairs: frozenset[frozenset[PersonId]] = frozenset()

    @property
    def pairs(self) -> frozenset[frozenset[PersonId]]:
        """People between whom the margin is wider."""
        return self._pairs

    def load(self, book: DenialBook, model_id: str) -> None:
        """Learn what is denied from now on."""
        self._refused, self._pairs = book.refusals(model_id), book.confusable()

    def refuses(self, person: PersonId, probe: Embedding, score: float) -> bool:
        """Say whether `probe` is nearer to a face that is not this person's than, by `score`, to their templates."""
        refused = self._refused.get(person)
        return refused is not None and float((refused @ probe.vector).max()) >= score
