"""Weights are kept in a file, and a file that holds none is refused with a reason."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.domain.errors import ErrorCode, KnownError
from core.profiles.keptweights import WEIGHTS_FILE, load_weights, save_weights
from core.profiles.shipped import SHIPPED


def test_what_was_saved_comes_back(tmp_path: Path) -> None:
    weights = replace(SHIPPED, margin=0.25, features=replace(SHIPPED.features, age=0.5))
    assert save_weights(weights, tmp_path / "models") == tmp_path / "models" / WEIGHTS_FILE
    assert load_weights(tmp_path / "models") == weights


def test_no_file_is_none(tmp_path: Path) -> None:
    assert load_weights(tmp_path) is None


@pytest.mark.parametrize(
    "change",
    [
        ("bias", "bios"),
        ("margin = ", "margin = nan #"),
        ("age = ", 'age = "old" #'),
        ("[features]", "features = 3\n[x]"),
    ],
)
def test_a_damaged_file_is_refused(tmp_path: Path, change: tuple[str, str]) -> None:
    path = save_weights(SHIPPED, tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    with pytest.raises(KnownError) as caught:
        load_weights(tmp_path)
    assert caught.value.code is ErrorCode.WEIGHTS_DAMAGED


@pytest.mark.parametrize("content", [b"\xff\xfe", b"x" * 100_000, b"bias = "])
def test_what_is_no_such_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / WEIGHTS_FILE).write_bytes(content)
    with pytest.raises(KnownError):
        load_weights(tmp_path)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(KnownError) as caught:
        save_weights(SHIPPED, tmp_path / "taken")
    assert caught.value.code is ErrorCode.FOLDER_NOT_WRITABLE
