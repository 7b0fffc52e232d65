"""What the layers against non-faces gain on top of the quality gate, and what they cost, on pictures not learned from.

Run as `python -m tests.benchmarks.nonfaces [--drawings DIR]`. Needs the folder of real data: faces of LFW and UTKFace,
and street photos with masked people whose faces are known. Whatever is found there beside a known face is no face,
but for the few that nobody had marked, which were told by eye.
"""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray

from core.bootstrap import open_engine
from core.capture.pictures import PICTURE_SUFFIXES, read_picture
from core.cli.output import emit, progress, show_table
from core.config import DetectionSettings, RecognitionSettings, Settings
from core.domain.arrays import BgrImage, Floats
from core.runtime.ports import Engine
from core.runtime.training.nonfaces import NonFaceOrder, train
from core.vision.align import align
from core.vision.nonface import NonFaceModel, load_nonfaces
from core.vision.pose import head_pose
from core.vision.quality import assess
from core.vision.tracker import iou
from tests.benchmarks.report import Json

LOW, LIVE = 0.3, 0.7
UNMARKED = frozenset(
    {"maksssksksss805.jpg", "maksssksksss204.jpg", "maksssksksss110.jpg", "maksssksksss464.jpg"}
)  # fmt: skip
"""Street photos whose usable find beside the marked faces is a face all the same."""

Boxes = dict[str, Floats]


@dataclass(frozen=True, slots=True, eq=False)
class Finds:
    """What the detector found: `vectors` (n, d), `scores` (n,), `usable` (n,) by the quality gate, `overlap` (n,).

    `overlap` is that with the best of the known faces, 0 beside them, 1 where the picture is known to show a face.
    """

    vectors: Floats
    scores: Floats
    usable: NDArray[np.bool_]
    overlap: Floats

    def where(self, chosen: NDArray[np.bool_]) -> Floats:
        """Return the embeddings of some."""
        return self.vectors[chosen]


def look(engine: Engine, paths: Sequence[Path], known: Boxes | None, title: str) -> Finds:
    """Find, judge and embed everything in the pictures; without `known` boxes, every find counts as overlapping."""
    rows = [row for path in progress(paths, title, len(paths)) for row in _finds(engine, path, known)]
    vectors, scores, usable, overlap = zip(*rows, strict=True)
    return Finds(np.stack(vectors), np.array(scores, np.float32), np.array(usable), np.array(overlap, np.float32))


def _finds(engine: Engine, path: Path, known: Boxes | None) -> Iterator[tuple[Floats, float, bool, float]]:
    picture = read_picture(path)
    found = engine.detect(picture)
    for i in range(len(found)):
        crop, landmarks, score = align(picture, found.landmarks[i]), found.landmarks[i], float(found.scores[i])
        least = RecognitionSettings().min_face_px
        quality = assess(picture, found.box(i), landmarks, score, head_pose(landmarks), crop, least)
        overlap = 1.0
        if known is not None:
            boxes = known.get(path.name, np.empty((0, 4), np.float32))
            overlap = _overlap(found.boxes[i], boxes)
        yield _embedded(engine, crop), score, quality.usable, overlap


def _embedded(engine: Engine, crop: BgrImage) -> Floats:
    return engine.embed([crop])[0].vector


def _overlap(box: Floats, boxes: Floats) -> float:
    """Return the union's share that box and the best of `boxes` have in common, 0.1 where one lies in the other."""
    if not len(boxes):
        return 0.0
    shared = np.minimum(box[2:], boxes[:, 2:]) - np.maximum(box[:2], boxes[:, :2])
    return max(float(iou(box[None], boxes)[0].max()), 0.1 * bool((shared > 0).all(axis=1).any()))


def marked_boxes(folder: Path) -> Boxes:
    """Return the faces marked in the street photos."""
    marked = json.loads((folder / "boxes.json").read_text(encoding="utf-8"))
    return {
        name: np.array([face["box"] for face in faces], np.float32).reshape(-1, 4) for name, faces in marked.items()
    }


def pictures_in(folder: Path, limit: int) -> list[Path]:
    """Return at most `limit` pictures of a folder, evenly spread over their names."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in PICTURE_SUFFIXES)
    return [paths[i] for i in np.unique(np.linspace(0, len(paths) - 1, min(limit, len(paths))).astype(int))]


def main(
    drawings: Annotated[Path | None, typer.Option(help="Pictures without a person: animals, things, drawings.")] = None,
    trained: Annotated[Path | None, typer.Option(help="Folder of layers made by “usher train nonfaces”.")] = None,
    limit: Annotated[int, typer.Option(help="Pictures at most of each folder.")] = 1500,
    as_json: Json = False,
) -> None:
    """Count what passes the quality gate, what of it is stopped, and which faces are lost."""
    data = Path(os.environ.get("USHER_DATA") or Path(__file__).parents[3] / "shared" / "data")
    with open_engine(Settings(detection=DetectionSettings(min_score=LOW))) as engine:
        model = _layers(engine, trained)
        street = [path for path in pictures_in(data / "facemask_dev" / "images", limit) if path.name not in UNMARKED]
        finds = look(engine, street, marked_boxes(data / "facemask_dev"), "street photos")
        beside, masked = finds.overlap == 0, finds.overlap >= 0.5
        good = finds.usable & (finds.scores >= LIVE)
        faces = {
            "masked, street": finds.where(masked & good),
            "LFW": _faces(look(engine, pictures_in(data / "lfw_dev" / "images", limit), None, "LFW")),
            "UTKFace": _faces(look(engine, pictures_in(data / "utkface_dev" / "images", limit), None, "UTKFace")),
        }
        others = {
            f"street, score {LOW} on, gate ignored": finds.where(beside),
            f"street, score {LOW} on, through the gate": finds.where(beside & finds.usable),
            f"street, score {LIVE} on, gate ignored": finds.where(beside & (finds.scores >= LIVE)),
            f"street, score {LIVE} on, through the gate": finds.where(beside & good),
        }
        if drawings is not None:
            drawn = look(engine, pictures_in(drawings, limit), None, "drawings")
            others[f"drawings, score {LIVE} on, through the gate"] = _faces(drawn)
    rows = [("lost", name, *_counted(model, vectors)) for name, vectors in faces.items()]
    rows += [("stopped", name, *_counted(model, vectors)) for name, vectors in others.items()]
    if as_json:
        for what, name, over, count in rows:
            emit({"benchmark": "nonfaces", "what": what, "name": name, "count": over, "of": count})
        return
    table = (
        (what, name, f"{over} of {count}", f"{100 * over / max(count, 1):.2f} %") for what, name, over, count in rows
    )
    show_table(f"From a chance of {model.threshold:.2f} on", ("What", "Of", "Count", "Share"), table)


def _layers(engine: Engine, trained: Path | None) -> NonFaceModel:
    if trained is not None:
        model = load_nonfaces(trained, engine.model_id)
        if model is None:
            raise typer.BadParameter(f"no layers for {engine.model_id} in {trained}")
        return model
    nobody = np.empty((0, 0), np.float32)
    return train(engine, NonFaceOrder(), nobody, lambda _phase, _share: None).model


def _faces(finds: Finds) -> Floats:
    return finds.where(finds.usable & (finds.scores >= LIVE))


def _counted(model: NonFaceModel, vectors: Floats) -> tuple[int, int]:
    if not len(vectors):
        return 0, 0
    return int((model.chances(vectors) >= model.threshold).sum()), len(vectors)


if __name__ == "__main__":
    typer.run(main)
