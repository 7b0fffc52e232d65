"""Trying a camera out."""

import pytest

from core.capture.source import NoPicture
from core.capture.trial import try_out
from core.domain.errors import ErrorCode, KnownError
from tests.core.capture.capture_support import ScriptedSource

LOST = KnownError(ErrorCode.SOURCE_LOST, source="usb:0")


def test_what_comes_is_counted_until_the_end() -> None:
    source = ScriptedSource([NoPicture.WAITING, 1, 2, 3, NoPicture.ENDED, 4])
    trial = try_out(source, 60.0)
    assert trial is not None
    assert (trial.width, trial.height, trial.pictures) == (4, 2, 3)
    assert trial.fps > 0
    assert 0 <= trial.longest_gap_s < 60
    assert source.closed.is_set()


def test_one_picture_makes_no_rate() -> None:
    trial = try_out(ScriptedSource([1, NoPicture.ENDED]), 60.0)
    assert trial is not None
    assert (trial.pictures, trial.fps, trial.longest_gap_s) == (1, 0.0, 0.0)


@pytest.mark.parametrize("script", [[NoPicture.ENDED], []])
def test_nothing_is_no_trial(script: list[NoPicture]) -> None:
    assert try_out(ScriptedSource(script), 60.0 if script else 0.0) is None


def test_a_failure_comes_through_and_the_camera_is_let_go() -> None:
    source = ScriptedSource([1, LOST])
    with pytest.raises(KnownError) as caught:
        try_out(source, 60.0)
    assert caught.value is LOST
    assert source.closed.is_set()
