"""Between rows of sightings and the domain's words; what was taken from a face passes the vault here."""

import cv2
import msgspec

from core.domain.arrays import BgrImage
from core.domain.clock import from_micros, to_micros
from core.domain.embedding import Embedding
from core.domain.events import KeptSighting, Recognised, Review, Sighting, SightingRecord, Unknown
from core.domain.faces import Attributes
from core.domain.ids import CameraId, EventId, PersonId
from core.domain.liveness import UNCHECKED, Liveness
from core.domain.matching import Decision, Match, Reason, Verdict
from core.domain.strangers import KeptCrop
from core.store.rows import Row
from core.store.vault import Vault

_JPEG_QUALITY = 90
"""Of portraits, which people look at, and of aligned crops, which may be measured again if somebody is enrolled."""

RECORD = """
sightings.id, sightings.utc, sightings.camera, sightings.camera_name, sightings.door, sightings.track, sightings.person,
sightings.name, sightings.score, sightings.margin, sightings.probability, sightings.verdict, sightings.review
"""
"""The columns `record_of` reads: those of a list."""

KEPT_CROP = f"""
SELECT {RECORD}, sightings.model, sightings.embedding, sighting_crops.quality, attributes, crop
FROM sighting_crops JOIN sightings ON sightings.id = sighting_crops.event
"""
"""The beginning of a query whose rows `crop_of` reads."""


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


def record_of(row: Row) -> SightingRecord:
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


def kept_of(row: Row, vault: Vault) -> KeptSighting:
    """Return the sighting of a whole row with its face. Raises KnownError(BLOB_DAMAGED or MODEL_MISMATCH)."""
    return KeptSighting(record_of(row), decision_of(row), liveness_of(row), face_of(row, vault))


def face_of(row: Row, vault: Vault) -> Embedding:
    """Return the face a row's `id`, `embedding` and `model` are about. Raises as `kept_of`."""
    return Embedding.from_blob(vault.open(row["embedding"], sighting_context(row["id"])), row["model"])


def portrait_of(event: EventId, sealed: bytes, vault: Vault) -> bytes:
    """Return a sighting's JPEG. Raises KnownError(BLOB_DAMAGED)."""
    return vault.open(sealed, _portrait_context(event))


def crop_row(sighting: Sighting, vault: Vault) -> Row | None:
    """Return the columns of what can be enrolled of a sighting; None without an aligned crop."""
    shot = sighting.shot
    crop = _jpeg(shot.aligned)
    if crop is None:
        return None
    return {
        "event": sighting.id,
        "quality": float(shot.quality.overall),
        "attributes": None if shot.attributes is None else msgspec.json.encode(shot.attributes).decode("utf-8"),
        "crop": vault.seal(crop, _crop_context(sighting.id)),
    }


def crop_of(row: Row, vault: Vault) -> KeptCrop:
    """Return what can be enrolled of a row as KEPT_CROP selects it. Raises as `kept_of`."""
    record = record_of(row)
    attributes = row["attributes"] and msgspec.json.decode(row["attributes"], type=Attributes)
    crop = vault.open(row["crop"], _crop_context(record.id))
    return KeptCrop(record, face_of(row, vault), row["quality"], crop, attributes)


def sighting_context(event: str) -> str:
    """Return what the vault is told of a sighting's embedding."""
    return f"sighting-embedding {event}"


def refusal_context(event: str) -> str:
    """Return what the vault is told of a face that was refused."""
    return f"refused-embedding {event}"


def _crop_context(event: EventId) -> str:
    return f"sighting-crop {event}"


def _portrait_context(event: EventId) -> str:
    return f"sighting-portrait {event}"


def _jpeg(image: BgrImage) -> bytes | None:
    """Return the picture as JPEG; None of an empty one, so that the sighting itself is kept."""
    if image.size == 0:
        return None
    _, encoded = cv2.imencode(".jpg", image, (cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY))
    return encoded.tobytes()


def _storable(text: str) -> str:
    """Return text SQLite takes: a file name that is no UTF-8 names a camera with lone surrogates in it."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
