"""A folder of pictures of people, of unknown origin: `[images/]PERSON/FILE` and perhaps `pairs.csv` with a, b, same.

Nothing outside the folder is opened: a pair may only name pictures that were found in it.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeVar

import numpy as np

from core.capture.pictures import PICTURE_SUFFIXES
from core.domain.errors import ErrorCode, KnownError
from core.runtime.evaluation.notes import Notes

T = TypeVar("T")

PAIRS_FILE = "pairs.csv"

_SAME, _DIFFERENT = frozenset({"1", "true", "yes"}), frozenset({"0", "false", "no"})
_MOST_IN_SUBSET = 10
"""Pictures a person brings into a subset, so that one with hundreds does not fill it."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One file; `name` is PERSON/FILE."""

    person: str
    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Pair:
    """Two pictures by their places in `Dataset.pictures`, and whether they show the same person."""

    a: int
    b: int
    same: bool


@dataclass(frozen=True, slots=True)
class Dataset:
    """Pictures by person and file name; `pairs` is None where the folder has no list of them."""

    pictures: tuple[Picture, ...]
    pairs: tuple[Pair, ...] | None


def read_dataset(root: Path, notes: Notes) -> Dataset:
    """List the pictures and pairs of `root`; odd files and rows go to `notes`.

    Raises KnownError(DATASET_UNUSABLE, FOLDER_UNREADABLE) for a folder without a single picture of a person.
    """
    folder = root / "images" if (root / "images").is_dir() else root
    if not folder.is_dir():
        raise KnownError(ErrorCode.DATASET_UNUSABLE, path=str(root), detail="it is not a folder")
    try:
        people = sorted(entry for entry in folder.iterdir() if entry.is_dir())
    except OSError as error:
        raise KnownError(ErrorCode.FOLDER_UNREADABLE, path=str(folder)) from error
    pictures = tuple(picture for person in people for picture in _pictures_of(person, notes))
    if not pictures:
        raise KnownError(ErrorCode.DATASET_UNUSABLE, path=str(root), detail="there is no picture in it")
    places = {picture.name: place for place, picture in enumerate(pictures)}
    return Dataset(pictures, _read_pairs(root, pictures, places, notes))


def subset(dataset: Dataset, people: int, seed: int) -> Dataset:
    """Return `people` of the dataset, half of them with several pictures where there are so many, without pairs."""
    rng = np.random.default_rng(seed)
    pictures: dict[str, list[Picture]] = {}
    for picture in dataset.pictures:
        pictures.setdefault(picture.person, []).append(picture)
    several = [person for person, theirs in pictures.items() if len(theirs) > 1]
    single = [person for person, theirs in pictures.items() if len(theirs) == 1]
    chosen = _drawn(several, max(people // 2, people - len(single)), rng)
    chosen += _drawn(single, people - len(chosen), rng)
    kept = {picture for person in chosen for picture in _drawn(pictures[person], _MOST_IN_SUBSET, rng)}
    return Dataset(tuple(picture for picture in dataset.pictures if picture in kept), None)


def _drawn(group: Sequence[T], n: int, rng: np.random.Generator) -> list[T]:
    return [group[i] for i in rng.permutation(len(group))[:n]]


def _pictures_of(folder: Path, notes: Notes) -> Iterator[Picture]:
    try:
        files = sorted(folder.iterdir())
    except OSError:
        notes.add(ErrorCode.FOLDER_UNREADABLE.value, folder.name)
        return
    if not files:
        notes.add("empty-folder", folder.name)
    for file in files:
        # A name in no known encoding could not be printed; it only names the file, the path opens it.
        name = f"{folder.name}/{file.name}".encode(errors="replace").decode()
        if file.suffix.lower() in PICTURE_SUFFIXES:
            yield Picture(folder.name, name, file)
        else:
            notes.add("not-a-picture", name)


def _read_pairs(
    root: Path, pictures: tuple[Picture, ...], places: Mapping[str, int], notes: Notes
) -> tuple[Pair, ...] | None:
    try:
        with (root / PAIRS_FILE).open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if not {"a", "b", "same"} <= set(rows.fieldnames or ()):
                raise KnownError(ErrorCode.DATASET_UNUSABLE, path=str(root), detail="pairs.csv has no a, b, same")
            found = [_pair(row, pictures, places, f"line {rows.line_num}", notes) for row in rows]
    except FileNotFoundError:
        return None
    except OSError as error:
        raise KnownError(ErrorCode.FOLDER_UNREADABLE, path=str(root / PAIRS_FILE)) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise KnownError(ErrorCode.DATASET_UNUSABLE, path=str(root), detail=f"pairs.csv: {error}") from error
    return tuple(pair for pair in found if pair is not None)


def _pair(
    row: Mapping[str, str | None], pictures: tuple[Picture, ...], places: Mapping[str, int], line: str, notes: Notes
) -> Pair | None:
    """Return the pair of one row, None with a note if it is none."""
    a, b, same = ((row.get(column) or "").strip() for column in ("a", "b", "same"))
    said = True if same.lower() in _SAME else False if same.lower() in _DIFFERENT else None
    if said is None or not a or not b or a == b:
        notes.add("pair-malformed", line)
    elif any(PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts for name in (a, b)):
        notes.add("pair-outside", line)
    elif a not in places or b not in places:
        notes.add("pair-missing", line)
    elif (pictures[places[a]].person == pictures[places[b]].person) is not said:
        notes.add("pair-contradictory", line)
    else:
        return Pair(places[a], places[b], said)
    return None
