"""Themes, icons, pictures."""

import re
from importlib import resources
from pathlib import Path
from typing import Literal

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.icons import icon, pixmap
from gui.images import copied, hidden, mosaic, rounded, wrap
from gui.theme import Theme, load_tokens, palette, stylesheet
from tests.gui.fakes import picture


def rgb(image: QImage, x: int, y: int) -> tuple[int, int, int]:
    colour = image.pixelColor(x, y)
    return colour.red(), colour.green(), colour.blue()


def luminance(colour: str) -> float:
    """WCAG 2.2 relative luminance."""
    found = QColor(colour)
    shares = found.redF(), found.greenF(), found.blueF()
    channels = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in shares]
    return float(np.dot(channels, (0.2126, 0.7152, 0.0722)))


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


Name = Literal["light", "dark"]
NAMES: tuple[Name, ...] = ("light", "dark")


@pytest.mark.parametrize("name", NAMES)
def test_text_can_be_read_on_every_surface(name: Name) -> None:
    c = load_tokens(name).colour
    pairs = [
        (text, ground)
        for text in (c.text, c.text_muted)
        for ground in (c.window, c.rail, c.surface, c.raised, c.sunken, c.hover, c.accent_soft, c.bad_soft, c.warn_soft)
    ]
    pairs += [(c.good, c.good_soft), (c.warn, c.warn_soft), (c.bad, c.bad_soft), (c.accent_text, c.accent_soft)]
    pairs += [(c.window, c.text), (c.inverse_link, c.text), (c.bad, c.window), (c.warn, c.raised)]
    assert [(a, b, round(contrast(a, b), 2)) for a, b in pairs if contrast(a, b) < 4.5] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_stylesheet_is_filled_and_its_icons_exist(name: Name) -> None:
    sheet = stylesheet(load_tokens(name))
    assert "$" not in sheet
    urls = re.findall(r'url\("([^"]+)"\)', sheet)
    assert urls
    assert [url for url in urls if not Path(url).is_file()] == []


def test_colours_and_sizes_live_in_the_themes_alone() -> None:
    gui = Path(__file__).parents[3] / "gui"
    found = [
        f"{path.name}: {match[0]}"
        for path in gui.rglob("*.py")
        for match in re.finditer(r"setStyleSheet\(|#[0-9a-fA-F]{6}\b", path.read_text(encoding="utf-8"))
        if path.name != "theme.py"
    ]
    assert found == []


def test_every_token_is_a_colour() -> None:
    for name in NAMES:
        tokens = load_tokens(name)
        values = {**msgspec.to_builtins(tokens.colour), **msgspec.to_builtins(tokens.scale.video)}
        assert [key for key, value in values.items() if not QColor(value).isValid()] == []


def test_the_palette_has_the_themes_colours() -> None:
    tokens = load_tokens("dark")
    assert palette(tokens).color(QPalette.ColorRole.Window) == QColor(tokens.colour.window)


def test_choosing_a_theme_takes_effect_at_once(qtbot: QtBot, qapp: QApplication, theme: Theme) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.choose("light")
    assert theme.tokens.name == "light"
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(theme.tokens.colour.window)
    with qtbot.assertNotEmitted(theme.changed):
        theme.choose("light")


def test_the_platforms_scheme_is_followed_when_wanted(qapp: QApplication, theme: Theme) -> None:
    theme.choose("system")
    dark = qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert theme.tokens.name == ("dark" if dark else "light")


def test_fonts_fall_back_to_chinese(theme: Theme) -> None:
    assert "Noto Sans CJK SC" in theme.font(13).families()


@pytest.mark.parametrize(
    "name", sorted(p.name.removesuffix(".svg") for p in (resources.files("resources") / "icons").iterdir())
)
def test_every_icon_draws_something(qapp: QApplication, name: str) -> None:
    image = pixmap(name, "#ff0000", 24, 2.0).toImage()
    assert image.width() == 48
    assert any(image.pixelColor(x, y).alpha() for x in range(48) for y in range(48))


def test_an_icon_has_another_colour_while_checked(qapp: QApplication) -> None:
    made = icon("dot", "#ff0000", "#0000ff", 24)
    off = made.pixmap(24, 24).toImage().pixelColor(12, 12)
    on = made.pixmap(QSize(24, 24), QIcon.Mode.Normal, QIcon.State.On).toImage()
    assert off == QColor("#ff0000")
    assert on.pixelColor(on.width() // 2, on.height() // 2) == QColor("#0000ff")


def test_an_icon_is_painted_once(qapp: QApplication) -> None:
    kinds = [("#010203", 24, 1.0), ("#010204", 24, 1.0), ("#010203", 12, 1.0), ("#010203", 24, 2.0)]
    painted, again = [[pixmap("dot", *kind).cacheKey() for kind in kinds] for _ in range(2)]
    assert painted == again
    assert len(set(painted)) == len(kinds)


def test_a_wrapped_picture_is_not_copied_and_keeps_its_colours() -> None:
    image = np.zeros((4, 5, 3), np.uint8)
    image[1, 2] = (10, 20, 30)
    shown = wrap(image)
    assert (shown.width(), shown.height()) == (5, 4)
    assert rgb(shown, 2, 1) == (30, 20, 10)
    image[1, 2] = (1, 2, 3)
    assert rgb(shown, 2, 1) == (3, 2, 1)


def test_a_part_of_a_picture_can_be_shown() -> None:
    image = np.arange(4 * 6 * 3, dtype=np.uint8).reshape(4, 6, 3)
    assert rgb(wrap(image[1:, 2:4]), 1, 0) == tuple(int(v) for v in image[1, 3, ::-1])


def test_a_read_only_picture_outlives_its_array() -> None:
    shown = wrap(picture(40, 30, (9, 9, 9)))
    assert rgb(shown, 39, 0) == (9, 9, 9)


def test_a_copy_stands_alone() -> None:
    image = np.zeros((4, 6, 3), np.uint8)
    shown = copied(image[::2, ::2])
    image[:] = 255
    assert rgb(shown, 1, 1) == (0, 0, 0)


def test_a_mosaic_keeps_almost_nothing() -> None:
    rng = np.random.default_rng(1)
    image = rng.integers(0, 255, (90, 70, 3), dtype=np.uint8)
    tiny = mosaic(image)
    assert (tiny.width(), tiny.height()) == (6, 6)
    assert rgb(tiny, 0, 0) == tuple(int(v) for v in image[:15, :12].mean(axis=(0, 1))[::-1])


@pytest.mark.parametrize("shape", [(1, 1, 3), (3, 2, 3)])
def test_a_mosaic_of_almost_nothing(shape: tuple[int, int, int]) -> None:
    assert not mosaic(np.zeros(shape, np.uint8)).isNull()


def test_a_hidden_portrait_has_few_colours() -> None:
    rng = np.random.default_rng(2)
    image = hidden(copied(rng.integers(0, 255, (160, 160, 3), dtype=np.uint8)))
    colours = {image.pixelColor(x, y).rgb() for x in range(0, 160, 3) for y in range(0, 160, 3)}
    assert image.width() == 160
    assert len(colours) <= 36


def test_rounded_corners_are_clear_and_the_middle_is_not(qapp: QApplication) -> None:
    made: QImage = rounded(copied(picture(80, 40, (0, 0, 255))), 32, 8, 2.0).toImage()
    assert made.width() == 64
    assert made.pixelColor(0, 0).alpha() == 0
    assert made.pixelColor(32, 32).alpha() == 255
