"""Who comes without being enrolled: sightings of unknowns, put into clusters."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import groupby, pairwise

from sqlite_utils import Database

from core.domain.clock import Clock, from_micros
from core.domain.directory import Change
from core.domain.errors import KnownError
from core.domain.events import SightingRecord
from core.domain.ids import EventId, PersonId, StrangerId
from core.domain.strangers import KeptCrop, Stranger, StrangerFace
from core.store.changes import give_stranger
from core.store.damage import DamageLog
from core.store.database import StoreDatabase
from core.store.rows import Row
from core.store.sighting_rows import KEPT_CROP, RECORD, crop_of, face_of, record_of
from core.store.templates import insert_all, one_of
from core.store.vault import Vault

_VISIT_GAP = timedelta(minutes=10)
"""Whoever was out of sight for so long has come again."""

# Only the clusters are named whose sightings nobody was given yet; those of a stranger who got a name stay in theirs,
# so that taking the name back is enough.
_FACES = """
SELECT sightings.id, utc, camera, track, model, embedding, coalesce(quality, 0.0) AS quality, stranger
FROM sightings INDEXED BY sightings_strangers
LEFT JOIN sighting_crops ON sighting_crops.event = sightings.id
LEFT JOIN stranger_sightings ON stranger_sightings.event = sightings.id
WHERE verdict = 'unknown' AND person IS NULL AND model = ? AND stranger IS {} NULL
ORDER BY utc, sightings.id
"""
_STRANGERS = """
SELECT stranger, sightings.id, utc, camera_name, coalesce(quality, 0.0) AS quality
FROM strangers JOIN stranger_sightings ON stranger = strangers.id
JOIN sightings ON sightings.id = stranger_sightings.event
LEFT JOIN sighting_crops ON sighting_crops.event = sightings.id
WHERE strangers.model = ? AND ignored = ? AND person IS NULL
ORDER BY stranger, utc, sightings.id
"""
_OF_A_STRANGER = "sightings.id IN (SELECT event FROM stranger_sightings WHERE stranger = ?) AND person IS NULL"
_SIGHTINGS = f"SELECT {RECORD} FROM sightings WHERE {_OF_A_STRANGER} ORDER BY utc DESC, id DESC"
_CROPS = f"{KEPT_CROP} WHERE {_OF_A_STRANGER} ORDER BY sighting_crops.quality DESC, sightings.id"
_MODELS = "SELECT id, model FROM sightings WHERE id IN (SELECT value FROM json_each(?))"
_EMPTIED = "DELETE FROM strangers WHERE id NOT IN (SELECT stranger FROM stranger_sightings)"


class SqliteStrangers:
    """Implements core.runtime.people_ports.StrangerBook on the store's database."""

    def __init__(self, database: StoreDatabase, vault: Vault, clock: Clock, damage: DamageLog) -> None:
        self._database = database
        self._vault = vault
        self._clock = clock
        self._damage = damage

    def faces(self, model_id: str, *, clustered: bool) -> tuple[StrangerFace, ...]:
        """Return sightings of unknowns, oldest first: those in a cluster, or those not yet in one; no damaged ones.

        Their quality is 0 where it was not kept.
        """
        with self._database.reading() as db:
            rows = list(db.query(_FACES.format("NOT" if clustered else ""), [model_id]))
        found: list[StrangerFace] = []
        for row in rows:
            try:
                face = face_of(row, self._vault)
            except KnownError as error:
                self._damage.left_out(f"The face of sighting {row['id']}", error)
            else:
                stranger = None if row["stranger"] is None else StrangerId(row["stranger"])
                seen = EventId(row["id"]), from_micros(row["utc"]), row["camera"], row["track"]
                found.append(StrangerFace(*seen, row["quality"], face, stranger))
        return tuple(found)

    def assign(self, clusters: Mapping[EventId, StrangerId]) -> None:
        """Put sightings into clusters, moving them where they are in one; a cluster without sightings goes.

        A sighting that is not kept any more is passed over. Raises KnownError(DISK_FULL, …).
        """

        def work(db: Database) -> None:
            models = dict(db.execute(_MODELS, [one_of(clusters)]).fetchall())
            chosen = {event: stranger for event, stranger in clusters.items() if event in models}
            strangers = {stranger: models[event] for event, stranger in chosen.items()}
            rows = [{"id": stranger, "model": model} for stranger, model in strangers.items()]
            db.table("strangers").insert_all(rows, ignore=True)
            moved = ({"event": event, "stranger": stranger} for event, stranger in chosen.items())
            insert_all(db, "stranger_sightings", moved, replace=True)
            db.execute(_EMPTIED)

        self._database.write(work)

    def strangers(self, model_id: str, *, ignored: bool = False) -> tuple[Stranger, ...]:
        """Return the clusters, those with the most visits first, then the latest; the ignored ones or the others."""
        with self._database.reading() as db:
            rows = list(db.query(_STRANGERS, [model_id, int(ignored)]))
        clusters = (list(group) for _, group in groupby(rows, key=lambda row: row["stranger"]))
        strangers = [_stranger(cluster, ignored) for cluster in clusters]
        return tuple(sorted(strangers, key=lambda stranger: (stranger.visits, stranger.last), reverse=True))

    def sightings(self, stranger: StrangerId) -> tuple[SightingRecord, ...]:
        """Return the sightings of a stranger, newest first."""
        with self._database.reading() as db:
            return tuple(record_of(row) for row in db.query(_SIGHTINGS, [stranger]))

    def crops(self, stranger: StrangerId) -> tuple[KeptCrop, ...]:
        """Return what can be enrolled of a stranger, best quality first; no damaged ones."""
        return self._crops(_CROPS, stranger)

    def crop(self, event: EventId) -> KeptCrop | None:
        """Return what can be enrolled of one sighting; None where its crop was not kept, or is damaged."""
        found = self._crops(f"{KEPT_CROP} WHERE sightings.id = ?", event)
        return found[0] if found else None

    def ignore(self, stranger: StrangerId, ignored: bool) -> None:
        """Show a stranger no more, or again."""
        self._database.write(
            lambda db: db.execute("UPDATE strangers SET ignored = ? WHERE id = ?", [int(ignored), stranger])
        )

    def name(self, stranger: StrangerId, person: PersonId) -> Change:
        """Give all sightings of a stranger to a person; `PeopleBook.undo` takes it back.

        Raises KnownError(PERSON_UNKNOWN), and KnownError(SIGHTING_UNKNOWN) for a stranger without sightings.
        """
        now = self._clock.utc()
        return self._database.write(lambda db: give_stranger(db, stranger, person, now))

    def _crops(self, sql: str, key: str) -> tuple[KeptCrop, ...]:
        with self._database.reading() as db:
            rows = list(db.query(sql, [key]))
        found: list[KeptCrop] = []
        for row in rows:
            try:
                found.append(crop_of(row, self._vault))
            except KnownError as error:
                self._damage.left_out(f"The crop of sighting {row['id']}", error)
        return tuple(found)


def _stranger(sightings: Sequence[Row], ignored: bool) -> Stranger:
    """Return a cluster from its sightings, oldest first."""
    times = [from_micros(row["utc"]) for row in sightings]
    gaps = (later - earlier for earlier, later in pairwise(times))
    return Stranger(
        StrangerId(sightings[0]["stranger"]),
        sightings=len(sightings),
        visits=1 + sum(gap >= _VISIT_GAP for gap in gaps),
        days=len({time.astimezone().date() for time in times}),
        first=times[0],
        last=times[-1],
        cameras=tuple(sorted({row["camera_name"] for row in sightings})),
        portrait_of=EventId(max(sightings, key=lambda row: row["quality"])["id"]),
        ignored=ignored,
    )
