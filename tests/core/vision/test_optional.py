import hashlib
from pathlib import Path

import msgspec
import pytest

from core.domain.errors import ErrorCode, KnownError
from core.vision.catalog import Catalog
from core.vision.optional import add_optional, optional_models, read_optional, remove_optional

NETWORK = b"weights that somebody published"
NAME = "liveness-minifasnet-v2"


@pytest.fixture
def known(catalog: Catalog) -> Catalog:
    """Return the manifest with other weights for one optional network."""
    spec = msgspec.structs.replace(catalog.optional[NAME], sha256=hashlib.sha256(NETWORK).hexdigest())
    return msgspec.structs.replace(catalog, optional={**catalog.optional, NAME: spec})


@pytest.fixture
def download(tmp_path: Path) -> Path:
    file = tmp_path / "download (1).onnx"
    file.write_bytes(NETWORK)
    return file


def installed(catalog: Catalog, models_dir: Path) -> set[str]:
    return {model.name for model in optional_models(catalog, models_dir) if model.installed}


def test_every_optional_network_says_what_it_is(catalog: Catalog) -> None:
    assert set(catalog.liveness) <= catalog.optional.keys()
    assert {spec.crop for spec in catalog.optional.values()} == {2.7, 4.0}
    assert {spec.licence for spec in catalog.optional.values()} == {"Apache-2.0"}
    assert all((spec.origin, spec.input, spec.use) for spec in catalog.optional.values())


def test_a_network_is_known_by_its_content_whatever_its_name(known: Catalog, download: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "models"
    added = add_optional(known, download, folder)
    assert (added.name, added.installed) == (NAME, True)
    assert added.path == folder / "optional" / known.optional[NAME].file
    assert read_optional(added) == NETWORK
    assert [path.name for path in added.path.parent.iterdir()] == [added.spec.file], "nothing temporary stays"
    assert installed(known, folder) == {NAME}


def test_added_again_it_heals(known: Catalog, download: Path, tmp_path: Path) -> None:
    added = add_optional(known, download, tmp_path)
    added.path.write_bytes(b"torn")
    with pytest.raises(KnownError, match=r"2\.7_80x80_MiniFASNetV2\.onnx is damaged: its 4 bytes") as caught:
        read_optional(added)
    assert caught.value.code is ErrorCode.OPTIONAL_MODEL_DAMAGED
    assert read_optional(add_optional(known, download, tmp_path)) == NETWORK


@pytest.mark.parametrize("content", [b"", b"weights of somebody else"])
def test_another_file_is_refused(known: Catalog, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other.onnx"
    file.write_bytes(content)
    with pytest.raises(KnownError, match=r"other\.onnx cannot be added: its checksum") as caught:
        add_optional(known, file, tmp_path / "models")
    assert caught.value.code is ErrorCode.OPTIONAL_MODEL_UNKNOWN
    assert not (tmp_path / "models").exists()


def test_a_file_that_cannot_be_read_or_is_absurdly_large_is_refused(known: Catalog, tmp_path: Path) -> None:
    huge = tmp_path / "huge.onnx"
    with huge.open("wb") as file:
        file.truncate((1 << 30) + 1)  # a hole: takes no room
    for path, why in ((tmp_path / "nowhere.onnx", "No such file"), (tmp_path, "directory"), (huge, "far too large")):
        with pytest.raises(KnownError, match=f"cannot be added: .*{why}"):
            add_optional(known, path, tmp_path / "models")


def test_a_folder_that_cannot_be_written_is_a_sentence(known: Catalog, download: Path, tmp_path: Path) -> None:
    (tmp_path / "models").write_text("in the way", encoding="utf-8")
    with pytest.raises(KnownError) as caught:
        add_optional(known, download, tmp_path / "models")
    assert caught.value.code is ErrorCode.FOLDER_NOT_WRITABLE


def test_a_failed_write_leaves_nothing(known: Catalog, download: Path, tmp_path: Path) -> None:
    in_the_way = tmp_path / "optional" / known.optional[NAME].file
    in_the_way.mkdir(parents=True)
    with pytest.raises(KnownError) as caught:
        add_optional(known, download, tmp_path)
    assert caught.value.code is ErrorCode.FOLDER_NOT_WRITABLE
    assert list(in_the_way.parent.iterdir()) == [in_the_way]


@pytest.mark.parametrize("by", [NAME, "2.7_80x80_MiniFASNetV2.onnx"])
def test_removed_by_either_name(known: Catalog, download: Path, tmp_path: Path, by: str) -> None:
    add_optional(known, download, tmp_path)
    assert not remove_optional(known, by, tmp_path).installed
    assert installed(known, tmp_path) == set()
    with pytest.raises(KnownError, match="No optional model called") as caught:
        remove_optional(known, by, tmp_path)
    assert caught.value.code is ErrorCode.OPTIONAL_MODEL_ABSENT
