"""Lines over a scale, as SVG, without a library."""

from collections.abc import Mapping, Sequence
from html import escape

_WIDTH, _HEIGHT, _LEFT, _TOP, _RIGHT, _BOTTOM = 860, 420, 60, 40, 300, 50
_COLOURS = ("#1f5fbf", "#c2410c", "#15803d", "#7c3aed", "#b91c1c", "#525252")
_TICKS = 5


def line_plot(title: str, across: str, up: str, places: Sequence[float], lines: Mapping[str, Sequence[float]]) -> str:
    """Return lines over ascending `places`, from 0 to 100 upwards, as an SVG document."""
    width, height = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM

    def x(place: float) -> float:
        return _LEFT + width * (place - places[0]) / (places[-1] - places[0])

    def y(value: float) -> float:
        return _TOP + height * (1 - value / 100)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}" font-family="sans-serif"'
        ' font-size="12"><rect width="100%" height="100%" fill="white"/>',
        _text(_LEFT, 22, title, size=15),
        _text(_LEFT, _HEIGHT - 10, across),
        _text(_LEFT + 240, 22, up),
    ]
    for tick in range(_TICKS + 1):
        value = 100 * tick / _TICKS
        parts.append(f'<path d="M{_LEFT} {y(value):.1f}h{width}" stroke="#ddd"/>')
        parts.append(_text(_LEFT - 34, y(value) + 4, f"{value:.0f}"))
    parts += [_text(x(place) - 8, _HEIGHT - _BOTTOM + 18, f"{place:.0f}") for place in places]
    for number, (name, values) in enumerate(lines.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        points = " ".join(f"{x(place):.1f},{y(value):.1f}" for place, value in zip(places, values, strict=True))
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        row = _TOP + 16 * number
        parts.append(f'<path d="M{_WIDTH - _RIGHT + 16} {row}h24" stroke="{colour}" stroke-width="3"/>')
        parts.append(_text(_WIDTH - _RIGHT + 46, row + 4, name))
    return "\n".join([*parts, "</svg>", ""])


def _text(x: float, y: float, text: str, size: int = 12) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}">{escape(text)}</text>'
