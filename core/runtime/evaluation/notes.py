"""What could not be used, counted by reason instead of stopping a run over thousands of pictures."""

from dataclasses import dataclass

_EXAMPLES = 5
"""Names kept for each reason."""


@dataclass(frozen=True, slots=True)
class Note:
    """How often one thing was met, and the first few names of where."""

    reason: str
    count: int
    examples: tuple[str, ...]


class Notes:
    """Counts reasons; not for several threads at once."""

    def __init__(self) -> None:
        self._met: dict[str, tuple[int, tuple[str, ...]]] = {}

    def add(self, reason: str, name: str) -> None:
        """Count `reason`, met at `name`."""
        count, examples = self._met.get(reason, (0, ()))
        self._met[reason] = (count + 1, examples if count >= _EXAMPLES else (*examples, name))

    def all(self) -> tuple[Note, ...]:
        """Return what was met, by reason."""
        return tuple(Note(reason, *self._met[reason]) for reason in sorted(self._met))
