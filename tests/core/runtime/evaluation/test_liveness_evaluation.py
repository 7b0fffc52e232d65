from pathlib import Path

import pytest

from core.domain.errors import ErrorCode, KnownError
from core.domain.liveness import LivenessState
from core.runtime.evaluation.liveness_rates import Look, Presentation, course, frame_rates, track_rates
from core.runtime.evaluation.liveness_set import label_of, read_recordings
from core.runtime.evaluation.notes import Notes

LIVE, SPOOF = LivenessState.LIVE, LivenessState.SPOOF


def clip(chances: list[float], *, live: bool, width_px: float = 90.0) -> Presentation:
    return Presentation("clip.mp4", live, False, tuple(Look(seq, width_px, one) for seq, one in enumerate(chances)))


def still(chance: float, *, live: bool) -> Presentation:
    return Presentation("still.jpg", live, True, (Look(0, 90.0, chance),))


def test_a_track_is_settled_as_in_live_use() -> None:
    assert course(clip([0.9] * 13, live=True)).settled == (LIVE,)
    assert course(clip([0.9] * 13, live=True)).frames == 12, "five samples, three frames apart"
    assert course(clip([0.9] * 12, live=True)).settled == ()
    assert course(clip([0.0] * 13, live=False)).settled == (SPOOF,)
    assert course(clip([0.9] * 40 + [0.0] * 80, live=False)).settled == (LIVE, SPOOF)


def test_one_picture_has_to_do_for_a_still() -> None:
    assert course(still(0.51, live=True)).settled == (LIVE,)
    assert course(still(0.49, live=True)).settled == (SPOOF,)
    assert course(still(0.51, live=True), threshold=0.6).settled == (SPOOF,)


def test_a_small_face_is_never_settled() -> None:
    assert course(clip([0.0] * 100, live=True, width_px=40.0)).settled == ()


def test_rates_count_what_was_wrong_at_any_time() -> None:
    presentations = [
        clip([0.0] * 30, live=False),
        clip([0.0] * 30 + [0.9] * 150, live=False),  # settled rightly at first
        still(0.2, live=False),
        clip([0.0] * 5, live=False),
        clip([0.9] * 30, live=True),
        still(0.4, live=True),
    ]
    rates = track_rates(presentations, 0.5)
    assert (rates.attacks.wrong, rates.attacks.settled, rates.attacks.silent) == (1, 3, 1)
    assert rates.attacks.share.value == pytest.approx(1 / 3)
    assert rates.attacks.silent_share == 0.25
    assert (rates.live.wrong, rates.live.settled, rates.live.silent) == (1, 2, 0)
    assert track_rates(presentations, 0.3).live.wrong == 0
    frames = frame_rates(presentations, 0.5)
    assert (frames.attacks.wrong, frames.attacks.settled) == (150, 216)
    assert (frames.live.wrong, frames.live.settled) == (1, 31)


def test_intervals_are_exact_and_nothing_has_none() -> None:
    rates = track_rates([still(0.0, live=False)] * 59, 0.5)
    assert rates.attacks.share.low == 0.0
    assert rates.attacks.share.high == pytest.approx(0.0606, abs=1e-3)
    assert (rates.live.share.value, rates.live.silent_share) == (None, None)
    some = track_rates([still(0.0, live=False)] * 17 + [still(1.0, live=False)] * 3, 0.5).attacks
    assert (some.wrong, some.share.value) == (3, 0.15)
    assert (some.share.low, some.share.high) == pytest.approx((0.03207, 0.37893), abs=1e-5)
    assert track_rates([still(1.0, live=False)] * 4, 0.5).attacks.share.high == 1.0


@pytest.mark.parametrize(
    ("stem", "live"),
    [
        ("tran_real", True), ("tran_fake", False), ("minivision_T1", True), ("minivision_F12", False),
        ("LIVE-3", True), ("spoof 2", False), ("delivery", None), ("fair", None), ("t1", None), ("real_fake", None),
    ],
)  # fmt: skip
def test_a_name_says_what_a_file_shows(stem: str, live: bool | None) -> None:
    assert label_of(stem) is live


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a_real.mp4", "b_fake.jpg", "c.jpg", "README.md"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "inner").mkdir()
    return tmp_path


def reasons(notes: Notes) -> dict[str, tuple[str, ...]]:
    return {note.reason: note.examples for note in notes.all()}


def test_files_are_labelled_by_name(folder: Path) -> None:
    notes = Notes()
    found = read_recordings(folder, notes)
    assert {one.name: one.live for one in found} == {"a_real.mp4": True, "b_fake.jpg": False}
    assert reasons(notes) == {"no-label": ("c.jpg",), "not-a-clip-or-picture": ("README.md",)}


def test_a_list_decides_alone(folder: Path) -> None:
    rows = ["file,live", "c.jpg,yes", "b_fake.jpg,1", "gone.jpg,0", "../c.jpg,0", "a_real.mp4,perhaps"]
    (folder / "labels.csv").write_text("\n".join(rows), encoding="utf-8")
    notes = Notes()
    assert {one.name: one.live for one in read_recordings(folder, notes)} == {"b_fake.jpg": True, "c.jpg": True}
    assert reasons(notes) == {
        "label-malformed": ("line 6",), "label-without-file": ("line 4", "line 5"), "no-label": ("a_real.mp4",),
        "not-a-clip-or-picture": ("README.md",),
    }  # fmt: skip


@pytest.mark.parametrize("content", [b"name,live\nc.jpg,1", b"file,live\n\xff\xfe,1", b"file,live\nc.jpg,"])
def test_a_useless_list_is_a_sentence(folder: Path, content: bytes) -> None:
    (folder / "labels.csv").write_bytes(content)
    with pytest.raises(KnownError) as caught:
        read_recordings(folder, Notes())
    assert caught.value.code is ErrorCode.DATASET_UNUSABLE


def test_no_folder_is_a_sentence(folder: Path) -> None:
    with pytest.raises(KnownError, match="it is not a folder"):
        read_recordings(folder / "README.md", Notes())
