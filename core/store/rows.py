"""Between table rows and the domain's words; the bytes of faces pass the vault here and nowhere else."""

from datetime import datetime
from typing import Any

import cv2
import msgspec

from core.domain.arrays import BgrImage
from core.domain.clock import from_micros, to_micros
from core.domain.embedding import Embedding
from core.domain.errors import ErrorCode, KnownError
from core.domain.events import Recognised, Review, Sighting, SightingRecord, Unknown
from core.domain.ids import CameraId, EventId, PersonId
from core.domain.liveness import UNCHECKED, Liveness
from core.domain.matching import Decision, Match, Reason, Verdict
from core.domain.people import NewTemplate, Person, Template
from core.store.vault import Vault

Row = dict[str, Any]

_PORTRAIT_QUALITY = 90
"""JPEG quality for pictures people look at; nothing is measured on them again."""


def person_row(person: Person) -> Row:
    """Return the columns of an enrolled person."""
    return {
        "id": person.id,
        "name": person.name,
        "external_id": person.external_id,
        "created": to_micros(person.created),
        "removed_at": None,
    }


def person_of(row: Row) -> Person:
    """Return the person of a row."""
    return Person(PersonId(row["id"]), row["name"], row["external_id"], from_micros(row["created"]))


def template_row(person: PersonId, shot: NewTemplate, created: datetime, vault: Vault) -> Row:
    """Return the columns of a template that has no number yet."""
    return {
        "person": person,
        "model": shot.embedding.model_id,
        "dimensions": len(shot.embedding.vector),
        "quality": float(shot.quality),
        "created": to_micros(created),
        "embedding": vault.seal(shot.embedding.to_blob(), template_context(person)),
    }


def sealed_crop(person: PersonId, shot: NewTemplate, vault: Vault) -> bytes:
    """Return the picture of a template as it is written."""
    return vault.seal(shot.crop_jpeg, _crop_context(person))


def template_of(row: Row, vault: Vault) -> Template:
    """Return the template of a row and the crop beside it. Raises KnownError(BLOB_DAMAGED or MODEL_MISMATCH)."""
    person = PersonId(row["person"])
    blob = vault.open(row["embedding"], template_context(person))
    embedding = Embedding.from_blob(blob, row["model"])
    if len(embedding.vector) != row["dimensions"]:
        detail = f"{len(embedding.vector)} of {row['dimensions']} numbers"
        raise KnownError(ErrorCode.BLOB_DAMAGED, detail=detail)
    if row["crop"] is None:
        raise KnownError(ErrorCode.BLOB_DAMAGED, detail="without its picture")
    crop = vault.open(row["crop"], _crop_context(person))
    return Template(row["id"], person, embedding, row["quality"], crop, from_micros(row["created"]))


def sighting_row(sighting: Sighting, vault: Vault) -> Row:
    """Return the columns of a sighting; encodes the portrait, which takes a millisecond."""
    recognised = sighting if isinstance(sighting, Recognised) else None
    decision, embedding = sighting.decision, sighting.shot.embedding
    portrait = _jpeg(sighting.shot.portrait)
    return {
        "id": sighting.id,
        "utc": to_micros(sighting.utc),
        "camera": _storable(sighting.camera),
        "camera_name": _storable(sighting.camera_name),
        "door": _storable(sighting.door),
        "track": sighting.track,
        "person": recognised and recognised.person,
        "name": None if isinstance(sighting, Unknown) or sighting.name is None else _storable(sighting.name),
        "score": float(decision.match.score),
        "margin": float(decision.match.margin),
        "probability": float(decision.match.probability),
        "verdict": decision.verdict,
        "reason": decision.reason,
        "model": embedding.model_id,
        "embedding": vault.seal(embedding.to_blob(), sighting_context(sighting.id)),
        "portrait": None if portrait is None else vault.seal(portrait, _portrait_context(sighting.id)),
        "decision": msgspec.json.encode(decision).decode("utf-8"),
        "liveness": msgspec.json.encode(sighting.shot.liveness).decode("utf-8"),
    }


def sighting_of(row: Row) -> SightingRecord:
    """Return the sighting of a row, without its picture."""
    return SightingRecord(
        id=EventId(row["id"]),
        utc=from_micros(row["utc"]),
        camera=CameraId(row["camera"]),
        camera_name=row["camera_name"],
        door=row["door"],
        track=row["track"],
        person=None if row["person"] is None else PersonId(row["person"]),
        name=row["name"],
        score=row["score"],
        margin=row["margin"],
        probability=row["probability"],
        verdict=Verdict(row["verdict"]),
        review=Review(row["review"]),
    )


def decision_of(row: Row) -> Decision:
    """Return what was decided on a sighting; where only its columns were kept, or other words, what they say."""
    if row["decision"] is not None:
        try:
            return msgspec.json.decode(row["decision"], type=Decision)
        except msgspec.DecodeError:
            pass  # an older or newer Usher's words; the columns hold the essence
    person = None if row["person"] is None else PersonId(row["person"])
    match = Match(person, row["score"], None, row["score"] - row["margin"], row["probability"])
    return Decision(Verdict(row["verdict"]), Reason(row["reason"]), person, match, 0)


def liveness_of(row: Row) -> Liveness:
    """Return how the vote on a sighting's face ended; UNCHECKED where that was not kept."""
    try:
        return UNCHECKED if row["liveness"] is None else msgspec.json.decode(row["liveness"], type=Liveness)
    except msgspec.DecodeError:
        return UNCHECKED


def portrait_of(event: EventId, sealed: bytes, vault: Vault) -> bytes:
    """Return a sighting's JPEG. Raises KnownError(BLOB_DAMAGED)."""
    return vault.open(sealed, _portrait_context(event))


def template_context(person: str) -> str:
    """Return what the vault is told of a template's embedding."""
    return f"template-embedding {person}"


def sighting_context(event: str) -> str:
    """Return what the vault is told of a sighting's embedding."""
    return f"sighting-embedding {event}"


def refusal_context(event: str) -> str:
    """Return what the vault is told of a face that was refused."""
    return f"refused-embedding {event}"


def _crop_context(person: PersonId) -> str:
    return f"template-crop {person}"


def _portrait_context(event: EventId) -> str:
    return f"sighting-portrait {event}"


def _jpeg(image: BgrImage) -> bytes | None:
    """Return the picture as JPEG; None of an empty one, so that the sighting itself is kept."""
    if image.size == 0:
        return None
    _, encoded = cv2.imencode(".jpg", image, (cv2.IMWRITE_JPEG_QUALITY, _PORTRAIT_QUALITY))
    return encoded.tobytes()


def _storable(text: str) -> str:
    """Return text SQLite takes: a file name that is no UTF-8 names a camera with lone surrogates in it."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
