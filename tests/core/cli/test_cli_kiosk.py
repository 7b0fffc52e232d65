"""`usher kiosk` before there is a window."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from core.cli.main import app
from core.config import load_settings
from core.runtime.kiosk_pin import fits


def test_without_a_pin_the_kiosk_does_not_start(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["--data-dir", str(tmp_path), "kiosk"])
    assert done.exit_code == 1
    assert "The kiosk has no PIN yet" in done.output


def test_the_pin_is_asked_for_twice_and_only_its_hash_kept(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["--data-dir", str(tmp_path), "kiosk", "--set-pin"], input="2580\n2580\n")
    assert done.exit_code == 0
    kept = load_settings(tmp_path).kiosk.pin
    assert fits("2580", kept)
    assert not fits("2581", kept)
    assert "2580" not in (tmp_path / "settings.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["--set-pin"], "too easy to guess"), (["--size", "big"], "1080x1920")],
)
def test_what_makes_no_sense_is_said(tmp_path: Path, arguments: list[str], said: str) -> None:
    done = CliRunner().invoke(app, ["--data-dir", str(tmp_path), "kiosk", *arguments], input="1234\n1234\n")
    assert done.exit_code != 0
    assert said in done.output
