"""The ledger of a data folder, also while Usher is running on it."""

from pathlib import Path

from core.store.beside import Beside
from core.store.ledger_reading import LedgerReading


def open_ledger(data_dir: Path) -> LedgerReading:
    """Return the ledger of `data_dir` to be read and checked; it holds nothing open between two questions."""
    return LedgerReading(Beside(data_dir))
