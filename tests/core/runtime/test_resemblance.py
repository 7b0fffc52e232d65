"""Whom of some stars a face resembles: ranking and percentile on made-up faces, folders on pictures that ship."""

from pathlib import Path

import numpy as np
import pytest

from core.bootstrap import open_stills
from core.capture.demo_cast import Photo, load_photos
from core.capture.pictures import encode_jpeg
from core.config import Settings, save_settings
from core.domain.embedding import Embedding
from core.domain.errors import ErrorCode, KnownError
from core.runtime.resemblance import StarGallery, load_stars
from tests.helpers.cli import usher

MODEL = "test-model"


def gallery() -> StarGallery:
    """Return four stars in the plane and one, with two pictures, off it."""
    angles = np.radians([0, 40, 90, 150])
    rows = np.stack([np.cos(angles), np.sin(angles), np.zeros(4)], axis=1)
    rows = np.vstack([rows, [[0, 0, 1], [0, 0, -1]]]).astype(np.float32)
    names = ["East", "Hill", "North", "West", "Pole"]
    pictures = [[Path("east.jpg")], [Path("hill.jpg")], [Path("north.jpg")], [Path("west.jpg")]]
    return StarGallery(rows, np.array([0, 1, 2, 3, 4, 4]), [*pictures, [Path("up.jpg"), Path("down.jpg")]], names)


def visitor(*raw: float) -> Embedding:
    return Embedding.normalised(np.array(raw, np.float32), MODEL)


def test_the_three_nearest_come_best_first() -> None:
    found = gallery().resembled(visitor(np.cos(0.2), np.sin(0.2), 0))
    assert [each.star.name for each in found] == ["East", "Hill", "North"]
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)


def test_of_several_pictures_the_nearest_is_shown() -> None:
    found = gallery().resembled(visitor(0.1, 0, -1))
    assert found[0].star.name == "Pole"
    assert found[0].star.picture == Path("down.jpg")


def test_the_percentage_is_a_percentile_among_the_stars() -> None:
    """Between different stars the highest cosine is that of East and Hill, 40 degrees apart: cos 40 = .766."""
    over, under = (gallery().resembled(visitor(np.cos(a), np.sin(a), 0))[0] for a in (0.1, -0.75))
    assert over.percent == 100
    assert under.score < 0.766
    assert 50 < under.percent < 100


@pytest.fixture(scope="module")
def stars(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder of the six people on one photo: three files, three folders, and what is no star."""
    tmp_path = tmp_path_factory.mktemp("stars")
    photo = load_photos()[Photo.GROUP]
    whole = tmp_path / "Group.jpg"
    whole.write_bytes(encode_jpeg(photo, 95))
    with open_stills() as stills:
        boxes = [face.box for face in stills.detect(whole)]
    assert len(boxes) == 6
    for number, box in enumerate(boxes):
        place = tmp_path / f"Star_{number}.jpg" if number < 3 else tmp_path / f"Star_{number}" / "1.jpg"
        place.parent.mkdir(exist_ok=True)
        top, left, gap = int(box.top), int(box.left), int(box.width / 3)
        part = photo[max(0, top - gap) : int(box.bottom) + gap, max(0, left - gap) : int(box.right) + gap]
        place.write_bytes(encode_jpeg(np.ascontiguousarray(part), 95))
    (tmp_path / "Nobody.jpg").write_bytes(encode_jpeg(np.full((200, 200, 3), 90, np.uint8), 95))
    (tmp_path / "readme.txt").write_text("no picture")
    (tmp_path / "Empty").mkdir()
    return tmp_path


def test_a_folder_of_stars_is_measured(stars: Path) -> None:
    """The group and the grey picture are passed over: neither shows one face."""
    shares: list[float] = []
    with open_stills() as stills:
        made = load_stars(stars, stills, shares.append)
        assert made.stars == 6
        assert shares == sorted(shares)
        assert shares[-1] == 1.0
        best = made.resembled(stills.portrait(stars / "Star_1.jpg").embedding)
        assert (best[0].star.name, best[0].percent) == ("Star 1", 100)
        assert best[1].percent < 100
        for few in (stars / "Star_3", stars / "Empty"):
            with pytest.raises(KnownError) as caught:
                load_stars(few, stills, shares.append)
            assert caught.value.code is ErrorCode.STARS_FEW
        with pytest.raises(KnownError) as caught:
            load_stars(stars / "missing", stills, shares.append)
        assert caught.value.code is ErrorCode.FOLDER_UNREADABLE


def test_the_command_says_what_its_percentage_means(stars: Path, tmp_path: Path) -> None:
    answer = usher(tmp_path, "resemble", stars / "Star_2.jpg", "--stars", stars, "--json")
    assert answer.code == 0
    (told,) = answer.records
    assert told["stars"] == 6
    assert told["resembles"][0]["name"] == "Star 2"
    assert len(told["resembles"]) == 3
    assert "not the chance of being the same person" in told["meaning"]


def test_the_folder_of_the_settings_is_used(stars: Path, tmp_path: Path) -> None:
    save_settings(tmp_path, Settings(resemblance=str(stars)))
    answer = usher(tmp_path, "resemble", stars / "Star_2.jpg")
    assert answer.out.startswith("1. Star 2: 100 %")


def test_it_is_off_without_a_folder(tmp_path: Path) -> None:
    answer = usher(tmp_path, "resemble", tmp_path / "any.jpg", "--json")
    assert answer.code == 1
    assert answer.records[0]["error"]["code"] == "resemblance-off"
