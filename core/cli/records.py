"""The JSON the command line prints: its shapes are documented in the README and change only with a version."""

from dataclasses import asdict
from typing import Any

from core.domain.events import CameraChanged, Event, HealthChanged, Recognised, Sighting, SpoofSuspected, Unknown
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
        **_attributes(face.attributes),
        "face_3d": _pose(face.pose),
        "landmarks": [[round(float(x), 1), round(float(y), 1)] for x, y in face.landmarks],
        "score": round(face.score, 4),
        "quality": _quality(face.quality),
    }


def _attributes(attributes: Attributes | None) -> Record:
    if attributes is None:
        return {"age": None, "gender": None}
    return {"age": round(attributes.age), "gender": attributes.gender.value}


def _pose(pose: HeadPose) -> Record:
    return {"yaw": round(pose.yaw, 1), "pitch": round(pose.pitch, 1), "roll": round(pose.roll, 1)}


def _quality(quality: Quality) -> Record:
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


def event_record(event: Event) -> Record:
    """Return one event of `watch`; `type` is recognised, unknown, spoof, camera or health."""
    if isinstance(event, HealthChanged):
        return {
            "type": "health",
            "utc": event.utc.isoformat(timespec="milliseconds"),
            "concerns": [concern_record(concern) for concern in event.concerns],
        }
    if isinstance(event, CameraChanged):
        status = event.status
        return {
            "type": "camera",
            "utc": event.utc.isoformat(timespec="milliseconds"),
            "camera": status.spec.name,
            "state": status.state.value,
            "detail": status.detail,
        }
    kinds = {Recognised: "recognised", Unknown: "unknown", SpoofSuspected: "spoof"}
    whom = None if isinstance(event, Unknown) else event
    return {
        "type": kinds[type(event)],
        "utc": event.utc.isoformat(timespec="milliseconds"),
        "camera": event.camera_name,
        "track": event.track,
        "person": whom.person if whom else None,
        "name": whom.name if whom else None,
        **_sighting(event),
    }


def concern_record(concern: Concern) -> Record:
    """Return one thing that is not well."""
    return {
        "kind": concern.kind.value,
        "severity": concern.severity.value,
        "subject": concern.subject,
        "detail": concern.detail,
    }


def _sighting(event: Sighting) -> Record:
    match = event.decision.match
    return {
        "score": round(match.score, 4),
        "margin": round(match.margin, 4),
        "percent": round(100 * match.probability, 1),
        "reason": event.decision.reason.value,
        "shots": event.decision.shots,
        "liveness": event.shot.liveness.state.value,
        **_attributes(event.shot.attributes),
        "face_3d": _pose(event.shot.pose),
        "quality": _quality(event.shot.quality),
        "frame": event.shot.seq,
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
