"""Events as the JSON that `usher watch` prints."""

from dataclasses import asdict
from datetime import datetime

from core.cli.records import Record, attributes_record, concern_record, pose_record, quality_record
from core.domain.doors import DoorStatus
from core.domain.events import (
    AtDoor,
    Attended,
    CameraChanged,
    DoorChanged,
    Event,
    HealthChanged,
    Recognised,
    Sighting,
    SpoofSuspected,
    Unknown,
)


def event_record(event: Event) -> Record:
    """Return one event; `type` is recognised, unknown, spoof, camera, health, punch, at-door or door."""
    facts: Record
    match event:
        case HealthChanged():
            kind, facts = "health", {"concerns": [concern_record(concern) for concern in event.concerns]}
        case CameraChanged():
            status = event.status
            kind = "camera"
            facts = {"camera": status.spec.name, "state": status.state.value, "detail": status.detail}
        case Attended():
            kind = "punch"
            facts = {**asdict(event.punch), "at": _time(event.punch.at), "name": event.name}
        case AtDoor():
            kind = "at-door"
            facts = {**asdict(event.fact), "at": _time(event.fact.at), "door": event.door_name, "name": event.name}
        case DoorChanged():
            kind, facts = "door", _door(event.status)
        case _:
            kind, facts = _KINDS[type(event)], _sighting(event)
    return {"type": kind, "utc": _time(event.utc), **facts}


_KINDS = {Recognised: "recognised", Unknown: "unknown", SpoofSuspected: "spoof"}


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")


def _door(status: DoorStatus) -> Record:
    return {**asdict(status), "door": status.name}


def _sighting(event: Sighting) -> Record:
    match = event.decision.match
    whom = None if isinstance(event, Unknown) else event
    return {
        "camera": event.camera_name,
        "track": event.track,
        "person": whom.person if whom else None,
        "name": whom.name if whom else None,
        "score": round(match.score, 4),
        "margin": round(match.margin, 4),
        "percent": round(100 * match.probability, 1),
        "reason": event.decision.reason.value,
        "shots": event.decision.shots,
        "liveness": event.shot.liveness.state.value,
        **attributes_record(event.shot.attributes),
        "face_3d": pose_record(event.shot.pose),
        "quality": quality_record(event.shot.quality),
        "frame": event.shot.seq,
    }
