"""Pictures without a table, made into one: a folder for every person, and pictures named after them."""

import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import PurePosixPath

from core.capture.pictures import PICTURE_SUFFIXES
from core.runtime.importing.headers import guessed
from core.runtime.importing.model import ImportField, Table, TableRow

COLUMNS = ("ID", "Name", "Photos")
READ_AS = "folders"

_WITH_ID = re.compile(r"(\d[\w-]*?|[A-Za-z]{1,4}-?\d[\dA-Za-z-]*)[_ ](?=\D)(.+)", re.DOTALL)
"""1042_Ana Costa, E-17 Ana Costa: a number, or a few letters and a number, before a name."""
_COUNTED = re.compile(r"(?<=\w)(?:[ _-]+\d{1,4}|[ _-]*\(\d{1,4}\))$")
"""Ana Costa 2, Ana_Costa_0002, Ana Costa (2): another picture of the same person."""


def table_of(names: Sequence[str], title: str) -> Table:
    """Return pictures, by their names within a place called `title`, as a table with a row for every person."""
    pictures = [name for name in names if PurePosixPath(name).suffix.lower() in PICTURE_SUFFIXES]
    root = _common_root(pictures, title)
    people = defaultdict[tuple[str, str], list[str]](list)
    for name in pictures:
        inside = PurePosixPath(name).relative_to(root)
        if len(inside.parts) > 1:
            people[_who(inside.parts[0])].append(name)
        else:
            people[_who(_COUNTED.sub("", inside.stem) or inside.stem)].append(name)
    rows = (
        TableRow(number, (external_id, name, "\n".join(files)))
        for number, ((external_id, name), files) in enumerate(people.items(), 1)
    )
    return Table(COLUMNS, tuple(rows), READ_AS)


def _common_root(pictures: Sequence[str], title: str) -> PurePosixPath:
    """Return the folder that holds everything: one folder in another, until there are several, or pictures."""
    root = PurePosixPath()
    parts = [PurePosixPath(name).parts for name in pictures]
    for depth in range(min(map(len, parts), default=1) - 1):
        here = {each[depth] for each in parts}
        if len(here) > 1:
            break
        lone = here.pop()
        # A lone folder of nothing but pictures is a person, unless it is called like what it is in, or “photos”.
        holds_pictures = all(len(each) == depth + 2 for each in parts)
        if holds_pictures and lone != title and guessed([lone]) != (ImportField.PHOTO,):
            break
        root /= lone
    return root


def _who(text: str) -> tuple[str, str]:
    found = _WITH_ID.fullmatch(text)
    external_id, name = (found[1], found[2]) if found else ("", text)
    return external_id, " ".join(name.replace("_", " ").split())
