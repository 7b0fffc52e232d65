"""Text of unknown encoding: what people export from Excel in Munich, Moscow and Shanghai, even glued together.

UTF-8 and UTF-16 prove themselves. The others would read anything, so that each is judged by what it would make of the
text: whoever wrote names in Cyrillic did not mean box drawing or a mix of cases. A file may be of several pieces:
every line is read by itself where the encoding of the whole makes little sense of it.
"""

import codecs
import unicodedata
from dataclasses import dataclass
from functools import cache

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_NAMES = {"utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "gb18030": "GBK", "cp1251": "Windows-1251",
          "cp1252": "Windows-1252", "latin-1": "Latin-1"}  # fmt: skip
_LEGACY = ("gb18030", "cp1251", "cp1252", "latin-1")
"""In the order in which they are preferred where they make equal sense. Latin-1 reads everything and comes last."""

_CLEARLY = 0.15
"""How much more sense an encoding must make of a line to be preferred to that of the whole."""


@dataclass(frozen=True, slots=True)
class Read:
    """A text, and the names of the encodings it was in, such as “UTF-8”."""

    text: str
    encodings: tuple[str, ...]


def read_text(data: bytes) -> Read:
    """Return bytes of unknown encoding as text; every input gives some text."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            rest = data[len(mark) :]
            return _pieces(rest) if codec == "utf-8" else _wide(rest, codec)
    codec = _unmarked_wide(data)
    return _wide(data, codec) if codec else _pieces(data)


def _wide(data: bytes, codec: str) -> Read:
    return Read(data.decode(codec, errors="replace"), (_NAMES[codec],))


def _unmarked_wide(data: bytes) -> str:
    """Return UTF-16 for a text whose every other byte is mostly zero, which no other encoding does."""
    head = data[:4096]
    if len(head) < 4 or b"\0" not in head:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return "utf-16-le" if odd > 4 * even else "utf-16-be" if even > 4 * odd else ""


def _pieces(data: bytes) -> Read:
    whole = _decoded(data, "utf-8")
    if whole is not None:
        return Read(whole, (_NAMES["utf-8"],))
    # No encoding taken here has a line feed as part of a longer character.
    lines = data.split(b"\n")
    overall = _likeliest(b"\n".join(line for line in lines if _decoded(line, "utf-8") is None))
    found = [_line(line, overall) for line in lines]
    used = dict.fromkeys(_NAMES[codec] for codec, text in found if not text.isascii())
    return Read("\n".join(text for _, text in found), tuple(used))


def _line(line: bytes, overall: str) -> tuple[str, str]:
    text = _decoded(line, "utf-8")
    if text is not None:
        return "utf-8", text
    text = _decoded(line, overall)
    own_codec = _likeliest(line)
    own = line.decode(own_codec)
    if text is None or _sense(own) > _sense(text) + _CLEARLY:
        return own_codec, own
    return overall, text


def _likeliest(data: bytes) -> str:
    scored = [(_sense(text), -place, codec) for place, codec in enumerate(_LEGACY)
              if (text := _decoded(data, codec)) is not None]  # fmt: skip
    return max(scored)[2]


def _decoded(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _sense(text: str) -> float:
    """Return how sensible the characters beyond ASCII are, -1…1: letters one writes names with, in their company."""
    score, count = 0.0, 0
    for before, char, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if not char.isascii():
            score += _worth(char, before, after)
            count += 1
    return score / count if count else 1.0


@cache
def _worth(char: str, before: str, after: str) -> float:
    script, company = _script(char), {_script(before), _script(after)}
    shouting = char.isupper() and before.islower()
    if script == "odd":
        return -1.0
    if script == "han":
        # Chinese names stand among Chinese characters, never inside a western word.
        return -0.5 if company & {"latin", "accented"} else _worth_of_han(char)
    if script == "cyrillic":
        return 0.0 if shouting or company & {"latin", "accented"} else 0.9
    if script == "accented":
        # An accent among plain letters is a name; a run of accents is another alphabet read wrongly.
        return -0.3 if "accented" in company or shouting else 0.8
    return 0.3


def _script(char: str) -> str:
    if char.isascii():
        return "latin" if char.isalpha() else "plain"
    if "\u4e00" <= char <= "\u9fff" or char == "·" or "\u3000" <= char <= "\u303f" or "\uff00" <= char <= "\uffef":
        return "han"
    if char in "ёЁ" or "\u0410" <= char <= "\u044f":
        return "cyrillic"
    if "\u00c0" <= char <= "\u017f" and char not in "×÷":
        return "accented"
    return "other" if unicodedata.category(char) in ("Pd", "Pi", "Pf", "Zs", "Lu", "Ll", "Po") else "odd"


def _worth_of_han(char: str) -> float:
    """The first level of GB 2312 holds the 3 755 most used characters; Cyrillic read wrongly falls into the second."""
    if not "\u4e00" <= char <= "\u9fff":
        return 1.0
    try:
        return 1.0 if char.encode("gb2312")[0] <= _LAST_OF_FIRST_LEVEL else 0.35
    except UnicodeEncodeError:
        return -0.6


_LAST_OF_FIRST_LEVEL = 0xD7
