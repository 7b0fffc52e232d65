"""What was written down about clips, and who is enrolled from which part of them."""

from pathlib import Path

import pytest

from core.domain.errors import ErrorCode, KnownError
from core.domain.faces import Box
from core.runtime.evaluation.tracks_plan import GAP_S, Met, cuts, enrolments, half
from core.runtime.evaluation.tracks_truth import Clip, read_truth

TRUTH = """
[[clip]]
file = "street.mp4"
fps = 25.0
first = 10
appearance = [
  { person = "ana", boxes = [[0, 100, 100, 200, 200], [100, 300, 100, 400, 200]] },
  { person = "ben", boxes = [[50, 500, 100, 600, 200]] },
]

[[clip]]
file = "door.mp4"
fps = 25.0
appearance = [{ person = "ana", boxes = [[5, 0, 0, 9, 9], [30, 0, 0, 9, 9]] }]

[[clip]]
file = "hall.mp4"
fps = 25.0
recording = "hall"
appearance = [{ person = "eva", boxes = [[0, 0, 0, 9, 9], [199, 0, 0, 9, 9]] }]
"""


def written(folder: Path, text: str) -> Path:
    for name in ("street.mp4", "door.mp4", "hall.mp4"):
        (folder / name).write_bytes(b"")
    file = folder / "truth.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def clips(tmp_path: Path) -> tuple[Clip, ...]:
    return read_truth(tmp_path, written(tmp_path, TRUTH))


def test_people_are_found_between_the_frames_that_were_written_down(clips: tuple[Clip, ...]) -> None:
    street = clips[0]
    assert street.person_at(50, Box(200, 100, 300, 200)) == "ana"
    assert street.person_at(50, Box(205, 110, 290, 205)) == "ana"
    assert street.person_at(50, Box(505, 100, 605, 200)) == "ben"
    assert street.person_at(51, Box(505, 100, 605, 200)) is None, "ben was gone"
    assert street.person_at(50, Box(100, 100, 200, 200)) is None, "ana had gone on"
    assert street.person_at(50, Box(270, 170, 370, 270)) is None, "hardly touched"
    assert (street.recording, clips[2].recording) == ("street.mp4", "hall")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("clip = 7", "array"),
        ("", "clip"),
        ("[[clip]]\nfile = 'street.mp4'\nfps = 0", "fps"),
        ("[[clip]]\nfile = '../street.mp4'\nfps = 25.0", "not the name of a file"),
        ("[[clip]]\nfile = 'gone.mp4'\nfps = 25.0", "there is no gone.mp4"),
        ("[[clip]]\nfile = 'door.mp4'\nfps = 25.0\nfrist = 3", "frist"),
        (TRUTH.replace("[100, 300", "[0, 300"), "ana in street.mp4 do not ascend"),
        ("[[clip", "array declaration"),
    ],
)
def test_a_mistake_in_it_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(KnownError, match=said) as caught:
        read_truth(tmp_path, written(tmp_path, text))
    assert caught.value.code is ErrorCode.CLIP_TRUTH_UNUSABLE


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as caught:
        read_truth(tmp_path, tmp_path / "nowhere.toml")
    assert caught.value.code is ErrorCode.CLIP_TRUTH_UNUSABLE


def test_whoever_is_in_two_recordings_is_enrolled_from_one_of_them_whole(clips: tuple[Clip, ...]) -> None:
    chosen = {plans[0].clip.path.name for plans in (enrolments(clips, seed) for seed in range(20))}
    assert chosen == {"street.mp4", "door.mp4"}
    ana = enrolments(clips, 0)[0]
    assert (ana.person, ana.met) == ("ana", Met.ELSEWHERE)
    assert ana.used == ana.cut == {"street.mp4": (0, 100), "door.mp4": (5, 30)}[ana.clip.path.name]


def test_whoever_is_in_one_is_enrolled_from_its_beginning_and_met_later(clips: tuple[Clip, ...]) -> None:
    eva = enrolments(clips, 0)[1]
    assert (eva.person, eva.met, eva.used) == ("eva", Met.LATER, (0, 79))
    assert eva.cut == (0, 79 + round(25 * GAP_S))
    assert [plan.person for plan in enrolments(clips, 0)] == ["ana", "eva"], "ben is gone too soon"


def test_enrolment_footage_and_repeated_frames_are_cut_out(clips: tuple[Clip, ...]) -> None:
    everyone = enrolments(clips, 0)
    ana, eva = everyone
    assert cuts(clips[0], []) == ((0, 9),)
    assert cuts(clips[2], everyone) == (eva.cut,)
    assert ana.cut in cuts(ana.clip, everyone)


def test_two_rounds_enrol_everybody_once(clips: tuple[Clip, ...]) -> None:
    everyone = enrolments(clips, 0)
    for number in (0, 2, 4):
        first, second = half(everyone, 3, number), half(everyone, 3, number + 1)
        assert sorted(plan.person for plan in first + second) == ["ana", "eva"]
        assert len(first) == len(second)
    assert len({half(everyone, 3, number)[0].person for number in range(0, 40, 2)}) == 2


def test_the_real_clips_have_their_truth(shared_data: Path, repo_root: Path) -> None:
    clips = read_truth(shared_data / "videos", repo_root / "tests" / "benchmarks" / "clips.toml")
    assert {clip.path.name for clip in clips} == {path.name for path in (shared_data / "videos").glob("*.mp4")} | {
        path.name for path in (shared_data / "videos").glob("*.mkv")
    }
    assert len({one.person for clip in clips for one in clip.appearances}) == 41
    assert [plan.met for plan in enrolments(clips, 0)].count(Met.ELSEWHERE) == 2
