"""A visitor's badge, the size of a bank card."""

import base64
from datetime import datetime, tzinfo
from html import escape

from core.domain.visitors import Visit
from gui.presenters.text import Translate
from gui.presenters.visitors import until_text
from gui.printing.sheet import Sheet

SIZE_MM = (86.0, 54.0)
_CODE_PX = 104
"""27 mm; Qt counts 96 pixels to the inch of what is printed."""
_NAME_PT = ((14, 20), (22, 16), (40, 12), (10_000, 9))
"""Up to so many letters a name is written in so many points."""
_LONGEST = 60
_PART = 16
"""Letters of a word that fit into a line in the largest type."""
_PLAIN = 'style="border: none; padding: 0px;"'


def badge_sheet(
    visit: Visit, host: str, qr_png: bytes, company: str, now: datetime, zone: tzinfo, translate: Translate
) -> Sheet:
    """Return the badge of a visit, with a code that opens what the visitor may pass."""
    points = next(size for letters, size in _NAME_PT if len(visit.name) <= letters)
    facts = [
        (translate("Visitors", "Host"), host),
        (translate("Visitors", "Valid until"), f"{_day(visit, now, zone)}{until_text(visit.until, now, zone)}"),
    ]
    lines = "".join(
        f'<p style="margin: 2px 0px 2px 0px; font-size: 8pt;">{escape(name)}: <b>{_cut(value)}</b></p>'
        for name, value in facts
        if value
    )
    said = translate("Visitors", "VISITOR")
    image = base64.b64encode(qr_png).decode()
    body = (
        f'<table align="right" width="{_CODE_PX}" cellspacing="0" cellpadding="0" style="float: right;">'
        f'<tr><td {_PLAIN}><img src="data:image/png;base64,{image}" width="{_CODE_PX}" height="{_CODE_PX}"></td></tr>'
        f'</table><p class="sub" style="margin: 0px; font-size: 8pt;">{_cut(company)}</p>'
        f'<p style="margin: 6px 0px 0px 0px; font-size: 9pt; font-weight: 600;">{escape(said)}</p>'
        f'<p style="margin: 2px 0px 2px 0px; font-size: {points}pt; font-weight: 600;">{_cut(visit.name)}</p>'
        f'<p style="margin: 0px 0px 6px 0px; font-size: 9pt;">{_cut(visit.company)}</p>{lines}'
    )
    return Sheet(translate("Visitors", "Badge of {name}").format(name=visit.name), body, size_mm=SIZE_MM)


def _day(visit: Visit, now: datetime, zone: tzinfo) -> str:
    """Return the day, where the end is told by the clock alone: a badge is looked at tomorrow, too."""
    said = until_text(visit.until, now, zone)
    return "" if "-" in said else f"{now.astimezone(zone):%Y-%m-%d} "


def _cut(text: str) -> str:
    """Return HTML of a text that is not too long, and whose words may be broken where they are."""
    short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    words = ("\u200b".join(_parts(word)) for word in short.split())
    return escape(" ".join(words))


def _parts(word: str) -> list[str]:
    """Return a word in parts that fit beside the code."""
    return [word[start : start + _PART] for start in range(0, len(word), _PART)]
