"""The collector rests, and is found as it was."""

import gc

import pytest

from core.runtime.attendance.uncollected import uncollected


def test_the_collector_rests_for_a_block_even_one_that_fails() -> None:
    def fail() -> None:
        with uncollected():
            raise ValueError(gc.isenabled())

    with pytest.raises(ValueError, match="False"):
        fail()
    assert gc.isenabled()


def test_who_had_it_off_has_it_off_afterwards() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
