"""Counting, timing, and what is known right now."""

import numpy as np
import pytest

from core.runtime.board import KEPT_TRACKS, NOBODY_YET, Board
from core.runtime.figures import Count, FrameTimer, Recorder, Spread, Stage
from tests.core.runtime.runtime_support import DOOR, face, shot


def test_percentiles_of_nothing_are_zero() -> None:
    assert Spread.of([]) == Spread(0, 0.0, 0.0, 0.0)
    assert Spread.of(np.arange(101.0)).p95 == pytest.approx(95)


def test_overhead_is_what_the_networks_did_not_take() -> None:
    recorder = Recorder()
    timer = FrameTimer()
    timer.spent = {Stage.DETECT: 4.0, Stage.EMBED: 8.0}
    timer.started -= 0.020
    recorder.frame(timer)
    recorder.count(Count.EXTRACTIONS, 4)
    recorder.count(Count.TRACKS, 2)
    figures = recorder.figures(10, 3)
    assert figures.stages["overhead"].p50 == pytest.approx(figures.stages["frame"].p50 - 12.0, abs=0.01)
    assert (figures.frames_read, figures.frames_dropped, figures.frames_processed) == (10, 3, 1)
    assert figures.extractions_per_track == 2.0
    assert figures.fps == 0.5


def test_no_track_costs_no_extraction() -> None:
    assert Recorder().figures(0, 0).extractions_per_track == 0.0


def test_shots_come_best_first_and_the_oldest_tracks_make_room() -> None:
    board = Board()
    board.keep_shots((DOOR, 0), (shot(face(1), overall=0.2), shot(face(1), overall=0.9)))
    assert [s.quality.overall for s in board.shots((DOOR, 0))] == [0.9, 0.2]
    for track in range(1, KEPT_TRACKS + 1):
        board.keep_shots((DOOR, track), (shot(face(1)),))
    assert board.shots((DOOR, 0)) == ()
    assert len(board.shots((DOOR, KEPT_TRACKS))) == 1


def test_an_unheard_of_track_is_nobody_yet() -> None:
    assert Board().identity((DOOR, 1)) is NOBODY_YET
    assert Board().view(DOOR) is None
