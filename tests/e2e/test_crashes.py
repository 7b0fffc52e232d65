"""A running station is killed without warning, and nothing it showed is lost; `tests.benchmarks.crashes` repeats it."""

import random
from pathlib import Path

import pytest

from tests.benchmarks.crashes import crash

pytestmark = pytest.mark.live


def test_killed_in_the_middle_nothing_that_was_shown_is_lost(tmp_path: Path) -> None:
    found = crash(tmp_path, random.Random(1))
    assert found.told
    assert (found.lost, found.integrity) == (0, "ok")
