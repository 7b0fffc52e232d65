"""The tracker keeps one id per face through motion, crossings and short absences, and never reuses one."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.arrays import Floats
from core.domain.faces import Detections
from core.vision.tracker import Tracker, TrackerSettings, iou


def faces(*boxes: tuple[float, float, float], score: float = 0.9) -> Detections:
    """Detections of square faces given as (centre x, centre y, side)."""
    array = np.array([(x - s / 2, y - s / 2, x + s / 2, y + s / 2) for x, y, s in boxes], np.float32).reshape(-1, 4)
    return Detections(array, np.full(len(boxes), score, np.float32), np.zeros((len(boxes), 5, 2), np.float32))


def ids_at(tracker: Tracker) -> set[int]:
    return {t.id for t in tracker.tracks if t.row >= 0}


def test_a_flicker_never_becomes_a_track() -> None:
    tracker = Tracker()
    tracker.update(0, faces((100, 100, 50)))
    tracker.update(1, faces())
    tracker.update(2, faces((300, 100, 50)))
    assert tracker.tracks == ()


def test_one_id_through_motion_and_a_short_absence() -> None:
    tracker = Tracker()
    for seq in range(60):
        there = not 20 <= seq < 27
        tracker.update(seq, faces((100 + 5 * seq, 200, 60)) if there else faces())
    assert ids_at(tracker) == {1}
    assert not tracker.tracks[0].doubtful


def test_a_long_absence_keeps_the_id_but_raises_doubt() -> None:
    tracker = Tracker()
    for seq in range(40):
        tracker.update(seq, faces() if 5 <= seq < 30 else faces((100, 100, 60)))
    (track,) = tracker.tracks
    assert (track.id, track.doubtful) == (1, True)


def test_a_track_ends_once_and_its_id_is_gone() -> None:
    tracker = Tracker(TrackerSettings(max_lost_frames=10))
    ended = []
    for seq in range(30):
        ended += tracker.update(seq, faces((100, 100, 60)) if seq < 5 else faces())
    assert [t.id for t in ended] == [1]
    for seq in range(30, 33):
        tracker.update(seq, faces((100, 100, 60)))
    assert ids_at(tracker) == {2}


def test_two_faces_walking_past_each_other_keep_their_ids() -> None:
    tracker = Tracker()
    start: dict[int, float] = {}
    for seq in range(50):
        tracker.update(seq, faces((100 + 8 * seq, 200, 50), (500 - 8 * seq, 250, 50)))
        if seq == 2:
            start = {t.id: float(t.velocity[0]) for t in tracker.tracks}
    assert ids_at(tracker) == {1, 2}
    assert {t.id: np.sign(t.velocity[0]) for t in tracker.tracks} == {i: np.sign(v) for i, v in start.items()}


def test_a_lost_track_does_not_push_another_one_off_its_face() -> None:
    tracker = Tracker()
    for seq in range(5):
        tracker.update(seq, faces((100, 100, 60), (190, 100, 60)))
    left, right = (t.id for t in sorted(tracker.tracks, key=lambda t: float(t.box[0])))
    # The left face is hidden, and something beside the right one looks like a face for a moment.
    for seq in range(5, 12):
        tracker.update(seq, faces((190, 100, 60)))
    tracker.update(12, faces((178, 100, 60), (212, 92, 48)))
    seen = {t.id: float(t.box[0]) for t in tracker.tracks if t.row >= 0}
    assert seen.get(right) == 148.0
    assert left not in seen


def picture(seed: int) -> Floats:
    raw = np.random.default_rng(seed).normal(size=(1, 144)).astype(np.float32)
    return raw / np.linalg.norm(raw)


def test_another_picture_at_the_same_place_raises_doubt_and_splits_on_demand() -> None:
    tracker = Tracker()
    for seq in range(5):
        tracker.update(seq, faces((100, 100, 60)), picture(1))
    assert not tracker.tracks[0].doubtful
    tracker.update(5, faces((100, 100, 60)), picture(2))
    (track,) = tracker.tracks
    assert track.doubtful
    fresh = tracker.split(track)
    assert (fresh.id, fresh.doubtful, tracker.tracks) == (2, False, (fresh,))


def test_an_uncompared_face_raises_no_doubt() -> None:
    tracker = Tracker()
    for seq in range(5):
        tracker.update(seq, faces((100, 100, 60)), picture(1))
    tracker.update(5, faces((100, 100, 60)), np.zeros((1, 144), np.float32))
    assert not tracker.tracks[0].doubtful


def test_a_successor_goes_on_counting() -> None:
    tracker = Tracker()
    for seq in range(3):
        tracker.update(seq, faces((100, 100, 60)))
    after = tracker.successor()
    for seq in range(3, 6):
        after.update(seq, faces((100, 100, 60)))
    assert ids_at(after) == {2}


def test_iou_of_equal_apart_and_half() -> None:
    a = np.array([[0, 0, 10, 10]], np.float32)
    b = np.array([[0, 0, 10, 10], [20, 20, 30, 30], [0, 0, 10, 5]], np.float32)
    np.testing.assert_allclose(iou(a, b), [[1, 0, 0.5]])


walkers = st.lists(
    st.tuples(st.floats(0, 1200), st.floats(0, 700), st.floats(-9, 9), st.floats(-5, 5), st.floats(24, 160)),
    min_size=0,
    max_size=12,
)


@settings(max_examples=25)
@given(walkers, st.lists(st.integers(0, 2**12 - 1), min_size=30, max_size=30))
def test_whatever_is_seen_ids_are_unique_and_rows_are_shared_by_nobody(
    people: list[tuple[float, float, float, float, float]], masks: list[int]
) -> None:
    tracker = Tracker(TrackerSettings(max_lost_frames=5))
    ever: set[int] = set()
    ended: set[int] = set()
    for seq, mask in enumerate(masks):
        there = [(x + vx * seq, y + vy * seq, s) for i, (x, y, vx, vy, s) in enumerate(people) if mask >> i & 1]
        gone = {t.id for t in tracker.update(seq, faces(*there))}
        live = [t.id for t in tracker.tracks]
        rows = [t.row for t in tracker.tracks if t.row >= 0]
        assert len(set(live)) == len(live)
        assert len(set(rows)) == len(rows)
        assert all(0 <= row < len(there) for row in rows)
        assert not gone & set(live)
        assert not ended & set(live)
        ended |= gone
        assert set(live) - ever == {i for i in live if i > max(ever, default=0)}
        ever |= set(live)
