"""Who was seen at doors, without pictures and embeddings: what the rules of access are tried on."""

from datetime import datetime

from core.domain.clock import from_micros, to_micros
from core.domain.ids import CameraId, PersonId
from core.domain.matching import Reason, Verdict
from core.runtime.site_ports import SeenAtDoor
from core.store.database import StoreDatabase

_SEEN = """
SELECT utc, camera, door, person, verdict, score, margin, reason,
    json_extract(decision, '$.match[0]'), json_extract(decision, '$.evidence.accept'),
    json_extract(decision, '$.evidence.margin_needed')
FROM sightings
WHERE utc >= ? AND utc < ? AND door <> '' AND verdict IN (?, ?) ORDER BY utc, id
"""
_BY_SCORE = (Reason.NOBODY_NEAR, Reason.NOT_ENOUGH_EVIDENCE, Reason.TOO_CLOSE_TO_CALL)
