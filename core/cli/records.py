"""The JSON the command line prints: its shapes are documented in the README and change only with a version."""

from dataclasses import asdict
from typing import Any

from core.domain.faces import Attributes, Face, HeadPose, Quality
from core.domain.health import Concern
from core.domain.matching import Comparison, Match
from core.domain.people import Person
from core.runtime.figures import Figures

Record = dict[str, Any]


def faces_record(faces: tuple[Face, ...]) -> Record:
    """Return every face of a picture in one record."""
    return {"face_num": len(faces), "face_list": [face_record(face) for face in faces]}


def face_record(face: Face) -> Record:
    """Return one face: whole pixels, degrees, years; landmarks as five [x, y]."""
    return {
        "rect": {
            "left": round(face.box.left),
            "top": round(face.box.top),
            "right": round(face.box.right),
            "bottom": round(face.box.bottom),
        },
        "orient": face.orient,
        **attributes_record(face.attributes),
        "face_3d": pose_record(face.pose),
        "landmarks": [[round(float(x), 1), round(float(y), 1)] for x, y in face.landmarks],
        "score": round(face.score, 4),
        "quality": quality_record(face.quality),
    }


def attributes_record(attributes: Attributes | None) -> Record:
    """Return the estimate of age and gender; nulls without one."""
    if attributes is None:
        return {"age": None, "gender": None}
    return {"age": round(attributes.age), "gender": attributes.gender.value}


def pose_record(pose: HeadPose) -> Record:
    """Return a pose in degrees."""
    return {"yaw": round(pose.yaw, 1), "pitch": round(pose.pitch, 1), "roll": round(pose.roll, 1)}


def quality_record(quality: Quality) -> Record:
    """Return how good a face is to recognise somebody by."""
    return {
        "overall": round(quality.overall, 3),
        "size": round(quality.size, 3),
        "sharpness": round(quality.sharpness, 3),
        "frontality": round(quality.frontality, 3),
        "exposure": round(quality.exposure, 3),
        "detection": round(quality.detection, 3),
        "width_px": round(quality.width_px),
        "usable": quality.usable,
        "issues": [issue.value for issue in quality.issues],
    }


def comparison_record(comparison: Comparison) -> Record:
    """Return a 1:1 comparison."""
    return {
        "score": round(comparison.score, 4),
        "percent": round(100 * comparison.probability, 1),
        "same": comparison.same,
        "threshold": comparison.threshold,
    }


def match_record(match: Match, name: str | None, *, recognised: bool) -> Record:
    """Return the nearest person; `person` and `name` only when the score is good enough to say so."""
    return {
        "recognised": recognised,
        "person": match.person if recognised else None,
        "name": name if recognised else None,
        "score": round(match.score, 4),
        "margin": round(match.margin, 4),
        "percent": round(100 * match.probability, 1),
    }


def person_record(person: Person) -> Record:
    """Return an enrolled person."""
    return {
        "person": person.id,
        "name": person.name,
        "id": person.external_id,
        "created": person.created.isoformat(timespec="seconds"),
    }


def concern_record(concern: Concern) -> Record:
    """Return one thing that is not well."""
    return {
        "kind": concern.kind.value,
        "severity": concern.severity.value,
        "subject": concern.subject,
        "detail": concern.detail,
    }


def summary_record(figures: Figures, seconds: float) -> Record:
    """Return the last line of `watch`. `fps` is processed frames over the whole run."""
    return {
        "type": "summary",
        "seconds": round(seconds, 2),
        "frames_read": figures.frames_read,
        "frames_processed": figures.frames_processed,
        "frames_predicted": figures.frames_predicted,
        "frames_dropped": figures.frames_dropped,
        "fps": round(figures.frames_processed / seconds, 1) if seconds else 0.0,
        "detections": figures.detections,
        "tracks": figures.tracks,
        "splits": figures.splits,
        "recognised": figures.recognised,
        "unknown": figures.unknown,
        "spoofs": figures.spoofs,
        "non_faces": figures.non_faces,
        "extractions": figures.extractions,
        "extractions_per_track": round(figures.extractions_per_track, 2),
        "stages_ms": {name: asdict(spread) for name, spread in figures.stages.items()},
    }
