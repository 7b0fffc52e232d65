"""Keeping the measured faces of a bank in one file: pictures of several hundred people take minutes."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from core.bootstrap import open_rig
from core.capture.pictures import read_picture
from core.domain.arrays import BgrImage
from core.domain.embedding import Embedding
from core.domain.faces import Attributes, Gender
from core.profiles.faces import PhotoFace
from core.runtime.evaluation.dataset import read_dataset
from core.runtime.evaluation.notes import Notes
from core.runtime.looking import PhotoLooker
from core.runtime.training.bank import Bank, Cast, Progress, Shown, fill_bank
from core.vision.align import CROP

_FALSE_FINDS_FROM = 40
"""Pictures whose corners stand for what a detector took for a face."""
_CORNER = 0.25
"""Side of a corner as a share of the picture's: the faces of LFW end there."""


@dataclass(slots=True)
class _Faces:
    """Faces in a row, as the file has them."""

    vectors: list[Any] = field(default_factory=list)
    numbers: list[tuple[float, ...]] = field(default_factory=list)
    persons: list[str] = field(default_factory=list)

    def add(self, shown: Shown) -> list[int]:
        """Append the faces of a photo and return their places."""
        first = len(self.vectors)
        for face, person in zip(shown.faces, shown.persons, strict=True):
            seen = face.attributes or Attributes(-1.0, Gender.MALE, 0.5)
            male = seen.gender_confidence if seen.gender is Gender.MALE else -seen.gender_confidence
            self.vectors.append(face.embedding.vector)
            self.numbers.append((face.quality, face.prominence, face.central, face.alone, seen.age, male))
            self.persons.append(person)
        return list(range(first, len(self.vectors)))


def load_bank(data: Path, kept: Path, seed: int, progress: Progress) -> tuple[Bank, tuple[Embedding, ...]]:
    """Return the bank of a folder of people, and embeddings of what is no face, from `kept` or measured into it."""
    if not kept.exists():
        pictures = dict[str, list[Path]]()
        for picture in read_dataset(data, Notes()).pictures:
            pictures.setdefault(picture.person, []).append(picture.path)
        with open_rig("default", kept.parent) as rig:
            bank = fill_bank(PhotoLooker(rig.pool, rig.reader), pictures, seed, progress)
            some = [paths[0] for paths in list(pictures.values())[:_FALSE_FINDS_FROM]]
            with rig.pool.lease() as engine:
                nothing = engine.embed(_crops(some))
        kept.parent.mkdir(parents=True, exist_ok=True)
        _save(bank, nothing, kept)
    return _load(kept)


def _crops(paths: Sequence[Path]) -> list[BgrImage]:
    """Return corners of pictures whose face is in the middle, as large as the crop of a face."""
    found = list[BgrImage]()
    for path in paths:
        image = read_picture(path)
        side = round(_CORNER * min(image.shape[:2]))
        corners = (image[:side, :side], image[:side, -side:], image[-side:, :side])
        found += [np.asarray(cv2.resize(corner, (CROP, CROP)), np.uint8) for corner in corners]
    return found


def _save(bank: Bank, nothing: Sequence[Embedding], kept: Path) -> None:
    faces = _Faces()
    photos = {name: [faces.add(shown) for shown in each] for name, each in bank.photos.items()}
    casts = [
        {
            "owner": cast.owner,
            "others": cast.others,
            "groups": [faces.add(shown) for shown in cast.groups],
            "strangers": faces.add(cast.strangers),
            "used": sorted(cast.used),
        }
        for cast in bank.casts
    ]
    document = {"photos": photos, "casts": casts, "folds": dict(bank.folds), "model": nothing[0].model_id}
    np.savez(
        kept, vectors=np.stack(faces.vectors), numbers=np.array(faces.numbers), persons=np.array(faces.persons),
        nothing=np.stack([each.vector for each in nothing]), document=np.array(json.dumps(document)),
    )  # fmt: skip


def _load(kept: Path) -> tuple[Bank, tuple[Embedding, ...]]:
    with np.load(kept) as file:
        document = json.loads(str(file["document"]))
        vectors, numbers, persons, nothing = (file[key] for key in ("vectors", "numbers", "persons", "nothing"))
    model = document["model"]

    def shown(places: Sequence[int]) -> Shown:
        faces = []
        for index, place in enumerate(places):
            quality, prominence, central, alone, age, male = numbers[place].tolist()
            seen = Attributes(age, Gender.MALE if male > 0 else Gender.FEMALE, abs(male))
            embedding = Embedding(vectors[place].copy(), model)
            faces.append(
                PhotoFace(0, index, embedding, quality, prominence, central, bool(alone), attributes=seen)
            )  # fmt: skip
        return Shown(tuple(faces), tuple(persons[list(places)].tolist()))

    casts = tuple(
        Cast(
            cast["owner"], tuple(cast["others"]), tuple(map(shown, cast["groups"])), shown(cast["strangers"]),
            frozenset((name, place) for name, place in cast["used"]),
        )
        for cast in document["casts"]
    )  # fmt: skip
    photos = {name: tuple(map(shown, each)) for name, each in document["photos"].items()}
    return Bank(photos, casts, document["folds"]), tuple(Embedding(row.copy(), model) for row in nothing)
