"""The design system: tokens from resources/themes, turned into a palette, a stylesheet and fonts. The only styling."""

import tomllib
from enum import StrEnum
from importlib import resources
from string import Template
from typing import Any, Literal

import msgspec
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from gui.icons import stylesheet_icon


class ThemeChoice(StrEnum):
    """What the settings may say."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Space(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Distances in device-independent pixels."""

    xs: int
    s: int
    m: int
    l: int  # noqa: E741 - the scale's own name
    xl: int
    xxl: int


class Radius(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Corner radii in device-independent pixels."""

    small: int
    medium: int
    large: int


class Type(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Font sizes in device-independent pixels, weights, and the families tried in turn."""

    caption: int
    small: int
    body: int
    subtitle: int
    title: int
    display: int
    regular: int
    medium: int
    semibold: int
    families: tuple[str, ...]


class VideoColours(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Colours drawn over pictures."""

    stage: str
    plate: str
    scrim: str
    shade: str
    text: str
    text_muted: str
    recognised: str
    unknown: str
    pending: str
    focus: str
    bad: str


class Colours(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Colours of one theme."""

    window: str
    rail: str
    surface: str
    raised: str
    sunken: str
    hover: str
    border: str
    border_strong: str
    text: str
    text_muted: str
    text_faint: str
    accent: str
    accent_hover: str
    accent_pressed: str
    accent_text: str
    accent_soft: str
    on_accent: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    inverse_link: str


class Scale(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What both themes share."""

    space: Space
    radius: Radius
    type: Type
    video: VideoColours


class Tokens(msgspec.Struct, frozen=True):
    """One theme, whole."""

    name: Literal["light", "dark"]
    scale: Scale
    colour: Colours


def load_tokens(name: Literal["light", "dark"]) -> Tokens:
    """Read a theme from the resources."""
    themes = resources.files("resources") / "themes"

    def read(file: str) -> dict[str, Any]:
        return tomllib.loads((themes / file).read_text(encoding="utf-8"))

    return Tokens(name, msgspec.convert(read("scale.toml"), Scale), msgspec.convert(read(f"{name}.toml"), Colours))


def stylesheet(tokens: Tokens) -> str:
    """Fill the stylesheet with a theme. Raises KeyError when it names a token there is not."""
    scale = tokens.scale
    values: dict[str, str] = dict(msgspec.to_builtins(tokens.colour))
    values |= {f"space_{k}": f"{v}px" for k, v in msgspec.to_builtins(scale.space).items()}
    values |= {f"radius_{k}": f"{v}px" for k, v in msgspec.to_builtins(scale.radius).items()}
    for key in ("caption", "small", "body", "subtitle", "title", "display"):
        values[f"font_{key}"] = f"{getattr(scale.type, key)}px"
    values |= {f"icon_{n.replace('-', '_')}": stylesheet_icon(n) for n in ("chevron-down", "chevron-up", "check")}
    template = (resources.files("resources") / "app.qss").read_text(encoding="utf-8")
    return Template(template).substitute(values)


def palette(tokens: Tokens) -> QPalette:
    """Return the palette by which Fusion and rich text draw what the stylesheet does not reach."""
    c = tokens.colour
    role = QPalette.ColorRole
    made = QPalette(QColor(c.surface), QColor(c.window))
    for which, colour in {
        role.Window: c.window,
        role.WindowText: c.text,
        role.Base: c.surface,
        role.AlternateBase: c.sunken,
        role.Text: c.text,
        role.Button: c.surface,
        role.ButtonText: c.text,
        role.PlaceholderText: c.text_faint,
        role.ToolTipBase: c.raised,
        role.ToolTipText: c.text,
        role.Highlight: c.accent,
        role.HighlightedText: c.on_accent,
        role.Link: c.accent_text,
        role.Accent: c.accent,
    }.items():
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(c.text_faint))
    return made


class Theme(QObject):
    """The theme in force; views that paint by hand read `tokens` when they paint."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: str) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        self._tokens = load_tokens(self._wanted())
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._resolve)
        app.setStyle("Fusion")
        self._apply()

    @property
    def tokens(self) -> Tokens:
        """The tokens in force."""
        return self._tokens

    def choose(self, choice: str) -> bool:
        """Follow the platform ("system"), or stay "light" or "dark"; returns whether that is another theme now."""
        self._choice = choice
        return self._resolve()

    def font(self, size: int, weight: int | None = None) -> QFont:
        """Return the interface font at `size` device-independent pixels."""
        kind = self._tokens.scale.type
        font = QFont(list(kind.families))
        font.setPixelSize(size)
        font.setWeight(QFont.Weight(weight or kind.regular))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def _wanted(self) -> Literal["light", "dark"]:
        match self._choice:
            case ThemeChoice.LIGHT:
                return "light"
            case ThemeChoice.DARK:
                return "dark"
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    def _resolve(self) -> bool:
        wanted = self._wanted()
        if wanted == self._tokens.name:
            return False
        self._tokens = load_tokens(wanted)
        self._apply()
        self.changed.emit()
        return True

    def _apply(self) -> None:
        self._app.setFont(self.font(self._tokens.scale.type.body))
        self._app.setPalette(palette(self._tokens))
        self._app.setStyleSheet(stylesheet(self._tokens))
