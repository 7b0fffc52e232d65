"""Real faces as embeddings, measured once through what live use goes through and then read from a file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.bootstrap import open_rig
from core.capture.pictures import read_picture
from core.domain.arrays import Floats
from core.domain.embedding import Embedding
from core.domain.faces import Face
from core.domain.people import TemplateBlock, centroid
from core.gallery.calibration.scores import People
from core.runtime.evaluation.dataset import Picture, read_dataset
from core.runtime.evaluation.measure import Rig
from core.runtime.evaluation.notes import Notes


@dataclass(frozen=True, slots=True, eq=False)
class Faces:
    """Usable faces: `vectors` (n, d) float32 unit rows and `persons` (n,) their names."""

    vectors: Floats
    persons: NDArray[np.str_]

    def of(self, names: NDArray[np.str_]) -> "Faces":
        """Return the faces of some people only."""
        chosen = np.isin(self.persons, names)
        return Faces(self.vectors[chosen], self.persons[chosen])

    def at_most(self, pictures: int, rng: np.random.Generator) -> "Faces":
        """Return at most so many faces of each person, drawn at random, in the order of persons."""
        order = rng.permutation(len(self.persons))
        order = order[np.argsort(self.persons[order], kind="stable")]
        _names, starts, counts = np.unique(self.persons[order], return_index=True, return_counts=True)
        kept = order[np.arange(len(order)) - np.repeat(starts, counts) < pictures]
        return Faces(self.vectors[kept], self.persons[kept])

    def block(self, model_id: str = "sface-2021dec-int8bq") -> TemplateBlock:
        """Return the faces as the templates of a gallery, with the centroid of whoever has several."""
        people, owners = np.unique(self.persons, return_inverse=True)
        several = np.flatnonzero(np.bincount(owners) > 1)
        means = [self._mean(owners == person, model_id) for person in several]
        vectors = np.concatenate([self.vectors, np.reshape(means, (len(means), self.vectors.shape[1]))])
        ids, centroids = np.arange(len(vectors), dtype=np.int64), np.arange(len(vectors)) >= len(owners)
        names = np.array([name.encode() for name in people.tolist()])
        rows = np.concatenate([owners, several]).astype(np.int32)
        return TemplateBlock(model_id, bytes(16), ids, vectors.astype(np.float32), rows, names, centroids)

    def people(self) -> People:
        """Return the same, as they are searched."""
        block = self.block()
        return People.of(block.vectors, block.owners, block.centroids)

    def _mean(self, theirs: NDArray[np.bool_], model_id: str) -> Floats:
        pictures = [Embedding(vector, model_id) for vector in self.vectors[theirs]]
        mean = centroid(pictures, [1.0] * len(pictures))
        return pictures[0].vector if mean is None else mean.vector


def load_faces(data: Path, kept: Path) -> Faces:
    """Return the usable faces of a folder of people, from the file `kept` if it is there, else measured into it.

    Several thousand pictures take minutes. The file is an .npz of `vectors` and `persons`, and perhaps `usable`.
    """
    if not kept.exists():
        with open_rig("default", kept.parent) as rig:
            measured = list(measured_faces(rig, read_dataset(data, Notes()).pictures))
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.savez(kept, vectors=np.stack([v for v, _ in measured]), persons=np.array([p for _, p in measured]))
    with np.load(kept) as file:
        usable = file["usable"] if "usable" in file.files else np.ones(len(file["persons"]), bool)
        return Faces(file["vectors"][usable], file["persons"][usable])


def measured_faces(rig: Rig, pictures: Sequence[Picture], *, at_a_glance: bool = False) -> Iterator[tuple[Floats, str]]:
    """Yield embedding and name of the face nearest the middle of each picture, where it is usable.

    At a glance portraits take an eighth of the time, and pairs of one person have the same cosines (FaceReader).
    """
    for picture in pictures:
        image = read_picture(picture.path)
        faces = rig.reader.glance(image) if at_a_glance else rig.reader.read(image)
        middle = (image.shape[1] / 2, image.shape[0] / 2)
        face = min(faces, key=partial(_distance, middle), default=None)
        if face is not None and face.quality.usable:
            with rig.pool.lease() as engine:
                yield engine.embed([face.aligned])[0].vector, picture.person


def _distance(point: tuple[float, float], face: Face) -> float:
    x, y = point
    return ((face.box.left + face.box.right) / 2 - x) ** 2 + ((face.box.top + face.box.bottom) / 2 - y) ** 2
