import math
import threading
import time
import wave
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from core.capture.source import NoPicture, Picture
from core.capture.video_file import Pacer, VideoFileSource
from core.domain.errors import ErrorCode, KnownError
from tests.core.capture.capture_support import SIZE, levels, shade, write_video


def read_all(source: VideoFileSource) -> list[Picture]:
    pictures = []
    while isinstance(reading := source.read(1.0), Picture):
        pictures.append(reading)
    assert reading is NoPicture.ENDED
    return pictures


def play(path: Path) -> list[Picture]:
    source = VideoFileSource(path, realtime=False)
    source.open()
    try:
        return read_all(source)
    finally:
        source.close()


def play_to_the_end(source: VideoFileSource) -> tuple[int, KnownError | None]:
    """Return how many pictures an open source gives and what ended it, and close it."""
    frames = 0
    try:
        while isinstance(source.read(1.0), Picture):
            frames += 1
    except KnownError as error:
        return frames, error
    finally:
        source.close()
    return frames, None


def refusal(path: Path) -> KnownError:
    source = VideoFileSource(path, realtime=False)
    with pytest.raises(KnownError) as caught:
        source.open()
    source.close()
    return caught.value


@pytest.mark.parametrize(
    ("name", "codec", "pixels"),
    [
        ("a.mp4", "libx264", "yuv420p"),
        ("a.mkv", "libx264", "yuv444p"),
        ("a.mkv", "libx264", "yuv420p10le"),
        ("a.mkv", "libx264", "gray"),
        ("a.avi", "mpeg4", "yuv420p"),
        ("a.avi", "mjpeg", "yuvj422p"),
        ("a.mkv", "ffv1", "bgr0"),
        ("a.mkv", "ffv1", "gray16le"),
        ("a.webm", "libvpx", "yuv420p"),
    ],
)
def test_every_frame_comes_in_order_whatever_the_codec_and_pixel_format(
    tmp_path: Path, name: str, codec: str, pixels: str
) -> None:
    pictures = play(write_video(tmp_path / name, 8, codec=codec, pixels=pixels))
    seen = levels(pictures)
    assert seen == sorted(set(seen))
    assert seen == pytest.approx([shade(i) for i in range(8)], abs=18)  # grey formats do not tell their range
    assert {p.image.shape for p in pictures} == {(SIZE[1], SIZE[0], 3)}
    assert {p.image.dtype for p in pictures} == {np.dtype(np.uint8)}
    assert [p.pts_s for p in pictures] == pytest.approx([i / 25 for i in range(8)], abs=0.002)


def test_an_odd_size_is_kept(tmp_path: Path) -> None:
    pictures = play(write_video(tmp_path / "odd.mkv", 3, codec="ffv1", pixels="yuv444p", size=(95, 63)))
    assert pictures[0].image.shape == (63, 95, 3)


@pytest.mark.parametrize(
    ("rotation", "white_corner"), [(0, (0, 0)), (90, (-1, 0)), (180, (-1, -1)), (-90, (0, -1)), (270, (0, -1))]
)
def test_a_turned_recording_comes_upright(tmp_path: Path, rotation: int, white_corner: tuple[int, int]) -> None:
    path = write_video(tmp_path / "turned.mp4", 2, rotation=rotation)
    image = play(path)[0].image
    assert image.shape[:2] == ((SIZE[0], SIZE[1]) if rotation % 180 else (SIZE[1], SIZE[0]))
    assert int(image[white_corner][1]) > 240
    opposite = (0 if white_corner[0] else -1, 0 if white_corner[1] else -1)
    assert int(image[opposite][1]) < 60


def test_a_path_with_chinese_characters_opens(tmp_path: Path) -> None:
    folder = tmp_path / "前门 摄像头"
    folder.mkdir()
    assert len(play(write_video(folder / "录像.mp4", 4))) == 4


def test_a_name_that_looks_like_a_protocol_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = write_video(tmp_path / "a.mp4", 3)
    written.rename(tmp_path / "http:a.mp4")
    monkeypatch.chdir(tmp_path)
    assert len(play(Path("http:a.mp4"))) == 3


def test_the_nominal_figures_are_told(tmp_path: Path) -> None:
    source = VideoFileSource(write_video(tmp_path / "a.mp4", 5, fps=30), realtime=False)
    info = source.open()
    source.close()
    assert (info.width, info.height, info.fps) == (*SIZE, 30.0)
    assert not source.live
    assert not source.paced


def test_a_recording_cut_off_delivers_what_is_there_and_then_says_so(tmp_path: Path) -> None:
    whole = write_video(tmp_path / "whole.mp4", 60, container_options={"movflags": "faststart"}, noise=True)
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    source = VideoFileSource(cut, realtime=False)
    source.open()
    frames, error = play_to_the_end(source)
    assert error is not None
    assert error.code is ErrorCode.SOURCE_DAMAGED
    assert error.facts["frames"] == frames
    assert 10 < frames < 50
    assert f"after {frames} frames" in str(error)


def test_a_stream_cut_off_where_the_container_cannot_tell_ends_quietly(tmp_path: Path) -> None:
    whole = write_video(tmp_path / "whole.ts", 60, noise=True)
    cut = tmp_path / "cut.ts"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2 // 188 * 188])
    assert 10 < len(play(cut)) < 60


def test_damage_in_the_middle_never_ends_in_anything_but_a_known_error(tmp_path: Path, shared_data: Path) -> None:
    data = bytearray((shared_data / "videos" / "1zlab_face.mp4").read_bytes())
    middle = len(data) // 2
    data[middle : middle + 20_000] = np.random.default_rng(2).bytes(20_000)
    damaged = tmp_path / "damaged.mp4"
    damaged.write_bytes(data)
    source = VideoFileSource(damaged, realtime=False)
    source.open()
    frames, error = play_to_the_end(source)
    assert frames > 50
    assert error is None or (error.code is ErrorCode.SOURCE_DAMAGED and error.facts["frames"] == frames)


def test_an_mp4_without_its_index_is_no_video(tmp_path: Path) -> None:
    whole = write_video(tmp_path / "whole.mp4", 60, noise=True)
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    error = refusal(cut)
    assert error.code is ErrorCode.SOURCE_NOT_VIDEO
    assert "copied completely" in str(error)


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "empty.mp4", "empty"),
        (b"hello world\n" * 80, "letter.txt", "no moving picture"),
        (b"hello world\n" * 80, "letter.mp4", "no readable video"),
        (np.random.default_rng(0).bytes(4096), "noise.avi", "no readable video"),
        (b"#EXTM3U\n#EXTINF:5,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n", "list.m3u8", "no readable video"),
    ],
)
def test_what_is_no_video_is_refused_with_a_reason(tmp_path: Path, content: bytes, name: str, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    error = refusal(path)
    assert error.code is ErrorCode.SOURCE_NOT_VIDEO
    assert says in str(error)
    assert str(path) in str(error)


@pytest.mark.parametrize("name", ["still.png", "still.jpg"])
def test_a_still_picture_is_not_played(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    Image.new("RGB", (64, 64), (90, 90, 90)).save(path)
    error = refusal(path)
    assert error.code is ErrorCode.SOURCE_NOT_VIDEO
    assert "still picture" in str(error)


def test_a_recording_of_sound_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sound.wav"
    with wave.open(str(path), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(1600))
    assert "no moving picture" in str(refusal(path))


def test_a_missing_file_and_a_folder_are_unavailable(tmp_path: Path) -> None:
    missing = refusal(tmp_path / "none.mp4")
    assert missing.code is ErrorCode.SOURCE_UNAVAILABLE
    assert "no such file" in str(missing)
    folder = refusal(tmp_path)
    assert folder.code is ErrorCode.SOURCE_UNAVAILABLE
    assert "folder" in str(folder)


def test_reading_after_close_says_there_is_nothing(tmp_path: Path) -> None:
    source = VideoFileSource(write_video(tmp_path / "a.mp4", 5), realtime=False)
    source.open()
    assert isinstance(source.read(1.0), Picture)
    source.close()
    source.close()
    assert source.read(1.0) is NoPicture.WAITING


def test_close_from_another_thread_ends_a_waiting_read(tmp_path: Path) -> None:
    source = VideoFileSource(write_video(tmp_path / "slow.mp4", 3, fps=1), realtime=True)
    source.open()
    assert isinstance(source.read(1.0), Picture)
    readings = []
    reader = threading.Thread(target=lambda: readings.append(source.read(60.0)))
    reader.start()
    source.close()
    reader.join(20)
    assert not reader.is_alive()
    assert readings == [NoPicture.WAITING]


def test_in_real_time_a_picture_is_not_early_and_none_is_lost_to_timeouts(tmp_path: Path) -> None:
    source = VideoFileSource(write_video(tmp_path / "a.mp4", 8, fps=50), realtime=True)
    source.open()
    started = time.monotonic()
    pictures: list[Picture] = []
    waits = 0
    while (reading := source.read(0.005)) is not NoPicture.ENDED:
        if isinstance(reading, Picture):
            assert time.monotonic() - started >= (reading.pts_s or 0.0)
            pictures.append(reading)
        else:
            waits += 1
    source.close()
    assert levels(pictures) == pytest.approx([shade(i) for i in range(8)], abs=6)
    assert waits > 0


def test_the_pacer_follows_the_stamps() -> None:
    pacer = Pacer()
    assert [pacer.due(pts, 10.0) for pts in (0.0, 0.1, 0.3, 0.3)] == pytest.approx([10.0, 10.1, 10.3, 10.3])


def test_the_pacer_keeps_its_step_where_stamps_are_missing() -> None:
    pacer = Pacer()
    assert [pacer.due(pts, 0.0) for pts in (None, None, 0.0, 0.1, None)] == pytest.approx([0.0, 0.04, 0.08, 0.18, 0.28])


def test_the_pacer_skips_holes_and_does_not_go_back_in_time() -> None:
    pacer = Pacer()
    assert [pacer.due(pts, 0.0) for pts in (0.0, 3600.0, 5.0)] == pytest.approx([0.0, 2.0, 2.0])


def test_after_a_pause_the_pacer_goes_on_from_now() -> None:
    pacer = Pacer()
    pacer.due(0.0, 0.0)
    assert pacer.due(0.04, 0.3) == pytest.approx(0.04)
    assert pacer.due(0.08, 100.0) == pytest.approx(100.0)
    assert pacer.due(0.12, 100.0) == pytest.approx(100.04)


@pytest.mark.parametrize("clip", ["videos/asl_please.mkv", "videos/saumya_classroom.mp4"])
def test_real_clips_play_to_their_end(shared_data: Path, clip: str) -> None:
    with av.open(str(shared_data / clip)) as container:
        expected = sum(1 for _ in container.demux(video=0)) - 1
    pictures = play(shared_data / clip)
    assert math.isclose(len(pictures), expected, abs_tol=2)
    assert all(p.image.shape == pictures[0].image.shape for p in pictures)
