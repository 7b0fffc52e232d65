"""Files and kept crops as shots that can be enrolled."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import numpy as np

from core.capture.pictures import decode_jpeg, read_picture
from core.domain.arrays import BgrImage, frozen
from core.domain.clock import Clock
from core.domain.embedding import Embedding
from core.domain.errors import ErrorCode, KnownError
from core.domain.faces import Box, Face, HeadPose
from core.domain.ids import CameraId
from core.domain.matching import OperatingPoint
from core.domain.strangers import KeptCrop
from core.domain.tracking import FaceShot
from core.runtime.clips import best_shots, is_video
from core.runtime.ports import EnginePool, FaceReader
from core.runtime.shots import portrait_of
from core.vision.align import ARCFACE_TEMPLATE, CROP
from core.vision.quality import assess

FROM_FILE = CameraId("file")
_KEPT_BOX = Box(0.0, 0.0, float(CROP), float(CROP))


@dataclass(frozen=True, slots=True, eq=False)
class FileReading:
    """What a file showed: every face of a picture, best first, or the best shots of a recording; else why not.

    `several`: the faces are not of one person, so somebody must choose.
    """

    path: Path
    shots: tuple[FaceShot, ...] = ()
    several: bool = False
    error: KnownError | None = None


def read_file(path: Path, pool: EnginePool, reader: FaceReader, point: OperatingPoint, clock: Clock) -> FileReading:
    """Measure a picture or a recording; whatever is wrong with it is in the reading. Recordings take a while."""
    try:
        if is_video(path):
            with pool.lease() as engine:
                return FileReading(path, tuple(best_shots(path, engine, point, clock)))
        image = read_picture(path)
        faces = reader.read(image)
        if not faces:
            raise KnownError(ErrorCode.NO_FACE, path=str(path))
        with pool.lease() as engine:
            embeddings = engine.embed([face.aligned for face in faces])
    except KnownError as error:
        return FileReading(path, error=error)
    moment = clock.utc()
    shots = (_shot(image, face, embedding, moment) for face, embedding in zip(faces, embeddings, strict=True))
    return FileReading(path, tuple(shots), several=len(faces) > 1)


def shot_of_crop(crop: KeptCrop) -> FaceShot:
    """Return what a sighting kept of its best shot as a shot again. Raises KnownError(IMAGE_UNREADABLE).

    Only its overall quality was kept: sharpness and light are measured again, the width is unknown and 0.
    """
    aligned = frozen(decode_jpeg(crop.crop_jpeg, crop.record.camera_name))
    ahead = HeadPose(0.0, 0.0, 0.0)
    again = assess(aligned, _KEPT_BOX, ARCFACE_TEMPLATE, 1.0, ahead, aligned, 0.0)
    quality = replace(again, overall=crop.quality, width_px=0.0, usable=True)
    record = crop.record
    return FaceShot(
        record.camera, record.track, 0, record.utc, aligned, aligned, crop.embedding, quality, ahead, crop.attributes
    )  # fmt: skip


def _shot(image: BgrImage, face: Face, embedding: Embedding, moment: datetime) -> FaceShot:
    portrait = portrait_of(image, face.box)
    if face.orient:
        portrait = frozen(np.ascontiguousarray(np.rot90(portrait, face.orient // 90)))
    return FaceShot(
        FROM_FILE, 0, 0, moment, face.aligned, portrait, embedding, face.quality, face.pose, face.attributes
    )  # fmt: skip
