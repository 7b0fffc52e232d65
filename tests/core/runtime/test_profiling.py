"""From photo files to templates, with the real networks."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from core.bootstrap import open_rig
from core.capture.demo_cast import Photo as DemoPhoto
from core.capture.demo_cast import demo_people, load_photos
from core.capture.pictures import read_picture
from core.domain.embedding import Embedding
from core.domain.people import PhotoOutcome, TemplateOrigin
from core.policy.profile import MOST_TEMPLATES
from core.profiles.leader import Outcome
from core.runtime.evaluation.measure import Rig
from core.runtime.looking import Photo, Stage
from core.runtime.profiling import Profiler, ProfileResult


@pytest.fixture(scope="module")
def rig(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    with open_rig("default", tmp_path_factory.mktemp("data")) as opened:
        yield opened


@pytest.fixture
def profiler(rig: Rig) -> Profiler:
    return Profiler(rig.pool, rig.reader, rig.point)


class EverythingIsNoFace:
    """Takes every face for none."""

    threshold = 0.5

    def chance(self, embedding: Embedding) -> float:
        """Be sure."""
        del embedding
        return 1.0


def outcomes(result: ProfileResult) -> list[PhotoOutcome | None]:
    return [None if verdict is None else verdict.outcome for verdict in result.photos]


def test_one_photo_of_one_face_is_a_template_straight_away(profiler: Profiler) -> None:
    result = profiler.profile([Photo(demo_people()[0].picture)])
    assert result.outcome is Outcome.LEADER
    (template,) = result.templates
    assert template.origin is TemplateOrigin.IMPORTED
    assert template.attributes is not None
    assert template.crop_jpeg[:2] == b"\xff\xd8"
    assert outcomes(result) == [PhotoOutcome.TEMPLATE]
    assert result.seconds[Stage.DETECT] > 0
    assert result.seconds[Stage.EMBED] > 0


def test_a_group_without_anybody_who_stands_out_is_asked_about(profiler: Profiler) -> None:
    result = profiler.profile([Photo(load_photos()[DemoPhoto.GROUP])])
    assert result.outcome is Outcome.ASK
    assert result.templates == ()
    assert len(result.suspects) == result.faces >= 5
    assert all(suspect.templates for suspect in result.suspects)
    assert outcomes(result) == [PhotoOutcome.SPARE]


def test_enough_photos_are_enough(rig: Rig) -> None:
    person, grey = demo_people()[0].picture, np.full((40, 40, 3), 128, np.uint8)
    result = Profiler(rig.pool, rig.reader, rig.point, first=1).profile([Photo(grey), Photo(person)])
    assert result.outcome is Outcome.LEADER
    assert outcomes(result) == [None, PhotoOutcome.TEMPLATE]


def test_without_a_leader_the_set_is_widened(rig: Rig) -> None:
    group, grey = load_photos()[DemoPhoto.GROUP], np.full((40, 40, 3), 128, np.uint8)
    profiler = Profiler(rig.pool, rig.reader, rig.point, first=1)
    result = profiler.profile([Photo(grey), Photo(group), Photo(grey), Photo(grey)])
    assert result.outcome is Outcome.ASK
    assert outcomes(result) == [PhotoOutcome.NO_FACE, PhotoOutcome.SPARE, PhotoOutcome.NO_FACE, None]


def test_what_shows_nobody_or_cannot_be_read_is_told(profiler: Profiler, tmp_path: Path) -> None:
    (tmp_path / "broken.jpg").write_bytes(b"no picture")
    grey = np.full((120, 160, 3), 128, np.uint8)
    result = profiler.profile([Photo(tmp_path / "broken.jpg"), Photo(grey), Photo(tmp_path / "missing.jpg")])
    assert result.outcome is Outcome.NOBODY
    assert outcomes(result) == [PhotoOutcome.UNREADABLE, PhotoOutcome.NO_FACE, PhotoOutcome.UNREADABLE]
    assert result.photos[0] is not None
    assert "broken.jpg" in result.photos[0].detail
    assert result.suspects == ()


def test_nobody_has_photos(profiler: Profiler) -> None:
    assert profiler.profile([]).outcome is Outcome.NOBODY


def test_a_face_that_is_none_is_no_face(rig: Rig) -> None:
    profiler = Profiler(rig.pool, rig.reader, rig.point, EverythingIsNoFace())
    result = profiler.profile([Photo(demo_people()[0].picture)])
    assert result.outcome is Outcome.NOBODY
    assert outcomes(result) == [PhotoOutcome.NO_FACE]


def test_a_face_too_small_is_unusable_and_says_why(profiler: Profiler) -> None:
    small = np.ascontiguousarray(demo_people()[0].picture)
    height, width = small.shape[:2]
    face = np.full((height * 8, width * 8, 3), 90, np.uint8)[: 20 * height // 10, : 20 * width // 10]
    tiny = small[:: max(1, height // 40), :: max(1, height // 40)]
    face[: tiny.shape[0], : tiny.shape[1]] = tiny
    result = profiler.profile([Photo(face)])
    assert result.outcome is Outcome.NOBODY
    assert outcomes(result)[0] in {PhotoOutcome.UNUSABLE, PhotoOutcome.NO_FACE}


def test_a_holiday_folder_finds_its_owner(profiler: Profiler, shared_data: Path, tmp_path: Path) -> None:
    folders = [f for f in sorted((shared_data / "lfw_dev" / "images").iterdir()) if len(list(f.iterdir())) >= 8]
    owner, friend, other = (sorted(folder.iterdir()) for folder in folders[:3])
    own = [Path(shutil.copy(path, tmp_path)) for path in owner[:5]]
    strangers = [Path(shutil.copy(path, tmp_path)) for path in (*friend[:2], other[0])]
    group = np.concatenate([read_picture(path) for path in (owner[6], friend[6], other[6])], axis=1)
    result = profiler.profile([*map(Photo, strangers), Photo(group), *map(Photo, own)])
    assert result.outcome is Outcome.LEADER
    assert set(result.suspects[0].photos) >= {4, 5, 6, 7, 8}
    assert outcomes(result)[:3] == [PhotoOutcome.SOMEBODY_ELSE] * 3
    assert 3 in result.suspects[0].photos, "the owner is on the group photo"
    assert 1 < len(result.templates) <= MOST_TEMPLATES
    assert result.margin > 0
