"""Faces measured anew by another model, beside those in use, and the change from one model to the other.

Templates measured of one crop share a root: the first of them, which the others name as `derived_from`. Those of the
model in use are the truth: before a change, what was added, dropped or given to another person since is done to those
of the other model, whichever of the two was first.
"""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from sqlite_utils import Database

from core.domain.clock import Clock, from_micros, to_micros
from core.domain.embedding import Embedding
from core.domain.errors import KnownError
from core.domain.ids import EventId, PersonId
from core.domain.models import FacesLeft, KeptModel, ModelSwitch, Twins
from core.store.centroids import Centroids
from core.store.damage import DamageLog
from core.store.database import StoreDatabase
from core.store.rows import Row, template_context, template_of
from core.store.sighting_rows import KEPT_CROP, crop_of, refusal_context, sighting_context
from core.store.templates import insert_templates, one_of
from core.store.vault import Vault
from core.store.vectors import template_name

_LIVING = """
FROM templates JOIN people ON people.id = templates.person
WHERE templates.removed_at IS NULL AND people.removed_at IS NULL AND origin <> 'centroid'
"""
_ROOTS = f"""
SELECT coalesce(derived_from, templates.id), templates.id, person {_LIVING} AND model = ? ORDER BY templates.id
"""
_KEPT = f"SELECT model, count(DISTINCT person), count(*) {_LIVING} GROUP BY model ORDER BY model"
_WITH_CROPS = """
SELECT templates.*, crop FROM templates LEFT JOIN template_crops ON template = templates.id
WHERE removed_at IS NULL AND templates.id IN (SELECT value FROM json_each(?)) ORDER BY templates.id
"""
_UNMEASURED = "INSERT OR IGNORE INTO unmeasured SELECT ?, coalesce(derived_from, id) FROM templates WHERE id = ?"
_FACES = """
SELECT id FROM sightings JOIN sighting_crops ON event = id
WHERE model = :source AND NOT EXISTS (SELECT 1 FROM remeasured WHERE event = id AND model = :target)
ORDER BY utc, id
"""
_KEPT_CROPS = f"{KEPT_CROP} WHERE sightings.id IN (SELECT value FROM json_each(?))"
_LOST = """
SELECT
    (SELECT count(*) FROM sightings WHERE model = :source AND verdict = 'unknown' AND person IS NULL
        AND NOT EXISTS (SELECT 1 FROM sighting_crops WHERE event = sightings.id))
  + (SELECT count(*) FROM refusals WHERE model = :source
        AND NOT EXISTS (SELECT 1 FROM sighting_crops WHERE sighting_crops.event = refusals.event))
"""
_SWAP = (
    "INSERT OR REPLACE INTO remeasured SELECT id, model, embedding FROM sightings WHERE model = :old "
    "AND id IN (SELECT event FROM remeasured WHERE model = :new)",
    "UPDATE sightings SET model = :new, embedding = (SELECT r.embedding FROM remeasured AS r "
    "WHERE r.event = sightings.id AND r.model = :new) "
    "WHERE model = :old AND id IN (SELECT event FROM remeasured WHERE model = :new)",
    "DELETE FROM remeasured WHERE model = :new",
    "UPDATE strangers SET model = :new WHERE model = :old AND id IN (SELECT stranger FROM stranger_sightings "
    "JOIN sightings ON sightings.id = event WHERE sightings.model = :new)",
)
"""What changes places when a model comes into use; the faces of the old one are kept for the way back."""
_REFUSED = """
SELECT refusals.event, sightings.embedding FROM refusals JOIN sightings ON sightings.id = refusals.event
WHERE refusals.model = ? AND sightings.model = ?
"""


class SqliteRemodels:
    """Implements core.runtime.remodelling.RemodelBook on the store's database."""

    def __init__(self, database: StoreDatabase, vault: Vault, clock: Clock, damage: DamageLog) -> None:
        self._database = database
        self._vault = vault
        self._clock = clock
        self._damage = damage
        self._centroids = Centroids(vault, damage)

    def kept(self) -> tuple[KeptModel, ...]:
        """Return the models there are templates of, by name."""
        with self._database.reading() as db:
            return tuple(KeptModel(*row) for row in db.execute(_KEPT).fetchall())

    def twins(self, source: str, target: str) -> Twins:
        """Put the templates of the model in use beside those of another."""
        with self._database.reading() as db:
            theirs = {root: id_ for root, id_, _person in db.execute(_ROOTS, [target])}
            ours = db.execute(_ROOTS, [source]).fetchall()
        pairs = [(id_, theirs[root]) for root, id_, _person in ours if root in theirs]
        missing = [id_ for root, id_, _person in ours if root not in theirs]
        return Twins(np.array(pairs, np.int64).reshape(-1, 2), np.array(missing, np.int64))

    def follow(self, source: str, target: str) -> int:
        """Take out the templates of `target` that `source` has no more, or of somebody else; return how many.

        What `source` could not measure stays. Waits for the disk, and raises KnownError, as all that follows.
        """

        def work(db: Database) -> int:
            ours = {root: person for root, _id, person in db.execute(_ROOTS, [source])}
            beyond = {root for (root,) in db.execute("SELECT template FROM unmeasured WHERE model = ?", [source])}
            theirs = db.execute(_ROOTS, [target]).fetchall()
            stale = [(id_, person) for root, id_, person in theirs if ours.get(root) != person and root not in beyond]
            dropped = one_of(id_ for id_, _person in stale)
            db.execute("DELETE FROM templates WHERE id IN (SELECT value FROM json_each(?))", [dropped])
            self._renew(db, {person for _id, person in stale})
            return len(stale)

        return self._database.write(work)

    def crops(self, templates: Sequence[int]) -> Mapping[int, bytes]:
        """Return the JPEG crop of templates by their id; damaged and dropped ones are left out, the former logged."""
        found: dict[int, bytes] = {}
        with self._database.reading() as db:
            rows = list(db.query(_WITH_CROPS, [one_of(templates)]))
        for row in rows:
            try:
                found[row["id"]] = template_of(row, self._vault).crop_jpeg
            except KnownError as error:
                self._damage.left_out(template_name(row["id"]), error)
        return found

    def keep(self, target: str, measured: Mapping[int, Embedding], unreadable: Sequence[int]) -> None:
        """Write templates of `target` measured of the crops of others, by whose id they are given; in one transaction.

        Those dropped meanwhile are left out. `unreadable` ones are noted as such.
        """

        def work(db: Database) -> None:
            sources = [row for row in db.query(_WITH_CROPS, [one_of(measured)]) if row["crop"] is not None]
            for row in sources:
                again = "DELETE FROM templates WHERE model = ? AND (derived_from = ? OR id = ?)"
                db.execute(again, [target, _root(row), _root(row)])
            written = insert_templates(db, [self._twin(row, measured[row["id"]]) for row in sources])
            for source, row in zip(sources, written, strict=True):
                link = "INSERT INTO review_templates SELECT ?, event FROM review_templates WHERE template = ?"
                db.execute(link, [row["id"], source["id"]])
            self._renew(db, {row["person"] for row in sources})
            for id_ in unreadable:
                db.execute(_UNMEASURED, [target, id_])

        self._database.write(work)

    def faces_left(self, source: str, target: str) -> FacesLeft:
        """Return the sightings with a crop that `source` measured and `target` did not yet, oldest first."""
        with self._database.reading() as db:
            models = {"source": source, "target": target}
            events = tuple(EventId(event) for (event,) in db.execute(_FACES, models))
            return FacesLeft(events, db.execute(_LOST, models).fetchone()[0])

    def face_crops(self, events: Sequence[EventId]) -> Mapping[EventId, bytes]:
        """Return the JPEG crops kept of sightings; damaged ones are left out and logged."""
        found: dict[EventId, bytes] = {}
        with self._database.reading() as db:
            rows = list(db.query(_KEPT_CROPS, [one_of(events)]))
        for row in rows:
            try:
                found[EventId(row["id"])] = crop_of(row, self._vault).crop_jpeg
            except KnownError as error:
                self._damage.left_out(f"The crop of sighting {row['id']}", error)
        return found

    def keep_faces(self, target: str, measured: Mapping[EventId, Embedding]) -> None:
        """Keep faces of sightings as `target` measured them, for when it comes into use."""
        rows = [
            {"event": event, "model": target, "embedding": self._vault.seal(face.to_blob(), sighting_context(event))}
            for event, face in measured.items()
        ]
        self._database.write(lambda db: db.table("remeasured").insert_all(rows, replace=True))

    def switches(self) -> tuple[ModelSwitch, ...]:
        """Return the changes made, newest first."""
        with self._database.reading() as db:
            rows = list(db.query("SELECT * FROM model_switches ORDER BY id DESC"))
        return tuple(_switch_of(row) for row in rows)

    def switch(self, old_pack: str, old_model: str, pack: str, model: str) -> None:
        """Note a change, to be taken up at the next start; an earlier one that never was is void."""
        change = {"old_pack": old_pack, "old_model": old_model, "pack": pack, "model": model}
        row = {"utc": to_micros(self._clock.utc()), **change}

        def work(db: Database) -> None:
            _void(db)
            db.table("model_switches").insert(row)

        self._database.write(work)

    def void(self) -> None:
        """Take back a change that has not been taken up."""
        self._database.write(_void)

    def take_up(self, switch: ModelSwitch) -> None:
        """Bring the faces of the new model into use, and note that.

        Changes of people made before can be undone no more: they speak of templates of the old model.
        """

        def work(db: Database) -> None:
            for statement in _SWAP:
                db.execute(statement, {"old": switch.old_model, "new": switch.model})
            for event, sealed in db.execute(_REFUSED, [switch.old_model, switch.model]).fetchall():
                face = self._vault.seal(self._vault.open(sealed, sighting_context(event)), refusal_context(event))
                sql = "UPDATE refusals SET model = ?, embedding = ? WHERE event = ?"
                db.execute(sql, [switch.model, face, event])
            db.execute("DELETE FROM changes")
            db.execute("UPDATE model_switches SET taken_up = 1 WHERE taken_up = 0")

        self._database.write(work)

    def forget(self, model: str) -> int:
        """Delete all faces of a model for good; return how many templates, centroids left out, those were."""

        def work(db: Database) -> int:
            count: int = db.table("templates").count_where("model = ? AND origin <> 'centroid'", [model])
            for table in ("templates", "remeasured", "unmeasured", "refusals"):
                db.execute(f"DELETE FROM {table} WHERE model = ?", [model])
            db.execute("DELETE FROM model_switches WHERE old_model = ?", [model])
            return count

        return self._database.write(work)

    def _renew(self, db: Database, people: Collection[str]) -> None:
        self._centroids.renew(db, [PersonId(person) for person in sorted(people)], self._clock.utc())

    def _twin(self, row: Row, embedding: Embedding) -> Row:
        """Return the row of a template measured anew; its crop stays sealed as it is, being the same person's."""
        sealed = self._vault.seal(embedding.to_blob(), template_context(row["person"]))
        new = {"model": embedding.model_id, "dimensions": len(embedding.vector), "embedding": sealed}
        return {**{key: row[key] for key in row if key != "id"}, **new, "derived_from": _root(row)}


def _void(db: Database) -> None:
    db.execute("DELETE FROM model_switches WHERE taken_up = 0")


def _root(row: Row) -> int:
    root: int = row["derived_from"] or row["id"]
    return root


def _switch_of(row: Row) -> ModelSwitch:
    return ModelSwitch(
        from_micros(row["utc"]), row["old_pack"], row["old_model"], row["pack"], row["model"], bool(row["taken_up"])
    )
