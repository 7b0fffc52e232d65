"""A folder of clips and stills of live people and of attacks, told apart by a list or by their names."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from core.capture.pictures import PICTURE_SUFFIXES
from core.domain.errors import ErrorCode, KnownError
from core.runtime.clips import is_video
from core.runtime.evaluation.notes import Notes

LABELS_FILE = "labels.csv"

_YES, _NO = frozenset({"1", "true", "yes"}), frozenset({"0", "false", "no"})
_LIVE_WORD = re.compile(r"(?i:real|live)|T\d*")
_ATTACK_WORD = re.compile(r"(?i:fake|spoof)|F\d*")
_BETWEEN_WORDS = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class Recording:
    """One file, and whether it shows live people rather than pictures of people."""

    name: str
    path: Path
    live: bool


def read_recordings(root: Path, notes: Notes) -> tuple[Recording, ...]:
    """List the clips and stills of `root` by name; what is neither, or has no label, goes to `notes`.

    A `labels.csv` with the columns file and live decides alone; without one a file is live if a word of its name is
    real, live or T, an attack if one is fake, spoof or F. Raises KnownError(DATASET_UNUSABLE, FOLDER_UNREADABLE).
    """
    if not root.is_dir():
        raise KnownError(ErrorCode.DATASET_UNUSABLE, path=str(root), detail="it is not a folder")
    try:
        files = sorted(path for path in root.iterdir() if path.name != LABELS_FILE and path.is_file())
    except OSError as error:
        raise KnownError(ErrorCode.FOLDER_UNREADABLE, path=str(root)) from error
    labels, found = _read_labels(root, notes), []
    for path in files:
        if not is_video(path) and path.suffix.lower() not in PICTURE_SUFFIXES:
            notes.add("not-a-clip-or-picture", path.name)
            continue
        live = label_of(path.stem) if labels is None else labels.get(path.name)
        if live is None:
            notes.add("no-label", path.name)
        else:
            found.append(Recording(path.name, path, live))
    if not found:
        detail = "no clip or picture in it is labelled as live or as an attack"
        raise KnownError(ErrorCode.DATASET_UNUSABLE, path=str(root), detail=detail)
    return tuple(found)


def label_of(stem: str) -> bool | None:
    """Return whether a file so called shows live people; None if the name does not say, or says both."""
    words = _BETWEEN_WORDS.split(stem)
    live, attack = (any(word.fullmatch(each) for each in words) for word in (_LIVE_WORD, _ATTACK_WORD))
    return live if live is not attack else None


def _read_labels(root: Path, notes: Notes) -> Mapping[str, bool] | None:
    labels: dict[str, bool] = {}
    try:
        with (root / LABELS_FILE).open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if not {"file", "live"} <= set(rows.fieldnames or ()):
                raise KnownError(ErrorCode.DATASET_UNUSABLE, path=str(root), detail=f"{LABELS_FILE} has no file, live")
            for row in rows:
                name, said = ((row.get(column) or "").strip() for column in ("file", "live"))
                if not name or said.lower() not in _YES | _NO:
                    notes.add("label-malformed", f"line {rows.line_num}")
                elif not (root / name).is_file():
                    notes.add("label-without-file", f"line {rows.line_num}")
                else:
                    labels[name] = said.lower() in _YES
    except FileNotFoundError:
        return None
    except OSError as error:
        raise KnownError(ErrorCode.FOLDER_UNREADABLE, path=str(root / LABELS_FILE)) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise KnownError(ErrorCode.DATASET_UNUSABLE, path=str(root), detail=f"{LABELS_FILE}: {error}") from error
    return labels
