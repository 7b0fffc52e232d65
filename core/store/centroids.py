"""The mean of a person's templates, kept as one more of them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby

from sqlite_utils import Database

from core.domain.embedding import Embedding
from core.domain.errors import KnownError
from core.domain.ids import PersonId
from core.domain.people import NewTemplate, TemplateOrigin, centroid
from core.store.damage import DamageLog
from core.store.rows import Row, crop_context, embedding_of
from core.store.templates import insert_templates, one_of, template_rows
from core.store.vault import Vault
from core.store.vectors import template_name

FEWEST = 2
"""The mean of one template is that template."""

_LIVING = """
SELECT * FROM templates
WHERE person IN (SELECT value FROM json_each(?)) AND removed_at IS NULL
ORDER BY person, model, id
"""
_LACKING = """
SELECT person FROM templates WHERE model = ? AND removed_at IS NULL
GROUP BY person HAVING sum(origin = 'centroid') = 0 AND count(*) >= ?
"""


class Centroids:
    """Keeps them in step within the transaction that changes templates; called on the writing thread."""

    def __init__(self, vault: Vault, damage: DamageLog) -> None:
        self._vault = vault
        self._damage = damage

    def of_new(self, person: PersonId, shots: Sequence[NewTemplate], created: datetime) -> list[Row]:
        """Return the rows of a person whose only templates are `shots`, one for each model; none is written."""
        rows: list[Row] = []
        for _, group in groupby(sorted(shots, key=_model), key=_model):
            same = list(group)
            # As they will be read: the mean of what is stored is the same after every start.
            faces = [Embedding.from_blob(shot.embedding.to_blob(), shot.embedding.model_id) for shot in same]
            qualities = [shot.quality for shot in same]
            mean = _mean(faces, qualities)
            if mean is not None:
                best = same[qualities.index(max(qualities))]
                new = NewTemplate(mean, best.quality, best.crop_jpeg, TemplateOrigin.CENTROID)
                rows += template_rows(person, [new], created, self._vault)
        return rows

    def renew(self, db: Database, people: Iterable[PersonId], created: datetime) -> None:
        """Write the centroids these people should have, under new numbers, where they have others."""
        stale: list[int] = []
        rows: list[Row] = []
        found = db.query(_LIVING, [one_of(people)])
        for (person, _), group in groupby(found, key=lambda row: (row["person"], row["model"])):
            living = list(group)
            kept = [row for row in living if row["origin"] == TemplateOrigin.CENTROID]
            new = self._of_rows(db, [row for row in living if row["origin"] != TemplateOrigin.CENTROID])
            if new is None or len(kept) != 1 or self._face(kept[0]) != new.embedding.to_blob():
                stale += [row["id"] for row in kept]
                rows += template_rows(person, [] if new is None else [new], created, self._vault)
        if stale:
            db.execute("DELETE FROM templates WHERE id IN (SELECT value FROM json_each(?))", [one_of(stale)])
        insert_templates(db, rows)

    def lacking(self, db: Database, model_id: str) -> list[PersonId]:
        """Return who has enough templates of a model and no centroid of it."""
        return [PersonId(person) for (person,) in db.execute(_LACKING, [model_id, FEWEST])]

    def _of_rows(self, db: Database, rows: Sequence[Row]) -> NewTemplate | None:
        """Return the centroid of one person's templates of one model, with the crop of the best that can be read."""
        readable: list[tuple[Row, Embedding]] = []
        for row in rows:
            try:
                readable.append((row, embedding_of(row, self._vault)))
            except KnownError as error:
                self._damage.left_out(template_name(row["id"]), error)
        mean = _mean([face for _, face in readable], [row["quality"] for row, _ in readable])
        if mean is None:
            return None
        for row, _ in sorted(readable, key=lambda pair: -pair[0]["quality"]):
            crop = self._crop(db, row)
            if crop is not None:
                return NewTemplate(mean, row["quality"], crop, TemplateOrigin.CENTROID)
        return None

    def _crop(self, db: Database, row: Row) -> bytes | None:
        for (sealed,) in db.execute("SELECT crop FROM template_crops WHERE template = ?", [row["id"]]).fetchall():
            try:
                return self._vault.open(sealed, crop_context(row["person"]))
            except KnownError as error:
                self._damage.left_out(f"The picture of template {row['id']}", error)
        return None

    def _face(self, row: Row) -> bytes | None:
        try:
            return embedding_of(row, self._vault).to_blob()
        except KnownError:
            return None  # it is replaced, which mends it


def _mean(faces: Sequence[Embedding], qualities: Sequence[float]) -> Embedding | None:
    """Return the centroid as it is read after being stored; None of too few, or of faces of different lengths."""
    if len(faces) < FEWEST or len({len(face.vector) for face in faces}) > 1:
        return None
    mean = centroid(faces, qualities)
    return None if mean is None else Embedding.from_blob(mean.to_blob(), mean.model_id)


def _model(shot: NewTemplate) -> str:
    return shot.embedding.model_id
