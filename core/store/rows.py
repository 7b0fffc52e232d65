"""Between rows of people and templates and the domain's words; bytes taken from faces pass the vault here."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from core.domain.clock import from_micros, to_micros
from core.domain.embedding import Embedding
from core.domain.errors import ErrorCode, KnownError
from core.domain.faces import Attributes, Gender
from core.domain.ids import PersonId
from core.domain.people import (
    ALWAYS,
    Consent,
    Membership,
    NewTemplate,
    Person,
    PersonFacts,
    Template,
    TemplateOrigin,
)
from core.domain.text import folded
from core.store.vault import Vault

Row = dict[str, Any]

BETWEEN = "\x1f"
"""Stands between name and ID in `people.folded`: less than a blank, so that “Ann” is before “Ann Bo” with any ID."""


def searched(name: str, external_id: str) -> str:
    """Return what of a person is searched and ordered by; neither part holds BETWEEN, which is a blank to `folded`."""
    return folded(name) + BETWEEN + folded(external_id)


def facts_row(facts: PersonFacts) -> Row:
    """Return the columns of what is written about a person; groups have a table of their own."""
    consent = facts.consent
    return {
        "name": facts.name,
        "external_id": facts.external_id,
        "folded": searched(facts.name, facts.external_id),
        "active": int(facts.active),
        "since": _micros(facts.membership.since),
        "until": _micros(facts.membership.until),
        "born": facts.born and facts.born.isoformat(),
        "gender": facts.gender,
        "consent_utc": consent and to_micros(consent.given),
        "consent_how": consent.how if consent else "",
        "note": facts.note,
    }


def person_row(person: PersonId, created: datetime, facts: PersonFacts) -> Row:
    """Return the columns of somebody who is enrolled."""
    return {"id": person, "created": to_micros(created), "removed_at": None, **facts_row(facts)}


def person_of(row: Row, groups: Collection[str]) -> Person:
    """Return the person of a row, who is in `groups`."""
    created = from_micros(row["created"])
    return Person(
        PersonId(row["id"]), row["name"], row["external_id"], created, _membership(row, groups), bool(row["active"])
    )


def facts_of(row: Row, groups: Collection[str]) -> PersonFacts:
    """Return what is written about the person of a row, who is in `groups`."""
    given = row["consent_utc"]
    return PersonFacts(
        name=row["name"],
        external_id=row["external_id"],
        membership=_membership(row, groups),
        active=bool(row["active"]),
        born=row["born"] and date.fromisoformat(row["born"]),
        gender=row["gender"] and Gender(row["gender"]),
        consent=None if given is None else Consent(from_micros(given), row["consent_how"]),
        note=row["note"],
    )


def facts_of_person(person: Person) -> PersonFacts:
    """Return what is known about somebody of whom nothing else is written."""
    return PersonFacts(person.name, person.external_id, person.membership, person.active)


def template_row(person: PersonId, shot: NewTemplate, created: datetime, vault: Vault) -> Row:
    """Return the columns of a template that has no number yet."""
    seen = shot.attributes
    return {
        "person": person,
        "model": shot.embedding.model_id,
        "dimensions": len(shot.embedding.vector),
        "quality": float(shot.quality),
        "created": to_micros(created),
        "embedding": vault.seal(shot.embedding.to_blob(), template_context(person)),
        "origin": shot.origin,
        "age": seen and float(seen.age),
        "gender": seen and seen.gender,
        "gender_confidence": seen and float(seen.gender_confidence),
    }


def sealed_crop(person: PersonId, shot: NewTemplate, vault: Vault) -> bytes:
    """Return the picture of a template as it is written."""
    return vault.seal(shot.crop_jpeg, crop_context(person))


def template_of(row: Row, vault: Vault) -> Template:
    """Return the template of a row and the crop beside it. Raises KnownError(BLOB_DAMAGED or MODEL_MISMATCH)."""
    person = PersonId(row["person"])
    embedding = embedding_of(row, vault)
    if row["crop"] is None:
        raise KnownError(ErrorCode.BLOB_DAMAGED, detail="without its picture")
    crop = vault.open(row["crop"], crop_context(person))
    created, origin = from_micros(row["created"]), TemplateOrigin(row["origin"])
    return Template(row["id"], person, embedding, row["quality"], crop, created, origin, _attributes(row))


def embedding_of(row: Row, vault: Vault) -> Embedding:
    """Return the face of a template's row. Raises KnownError(BLOB_DAMAGED or MODEL_MISMATCH)."""
    blob = vault.open(row["embedding"], template_context(row["person"]))
    embedding = Embedding.from_blob(blob, row["model"])
    if len(embedding.vector) != row["dimensions"]:
        detail = f"{len(embedding.vector)} of {row['dimensions']} numbers"
        raise KnownError(ErrorCode.BLOB_DAMAGED, detail=detail)
    return embedding


def template_context(person: str) -> str:
    """Return what the vault is told of a template's embedding."""
    return f"template-embedding {person}"


def crop_context(person: str) -> str:
    """Return what the vault is told of a template's picture."""
    return f"template-crop {person}"


def _attributes(row: Row) -> Attributes | None:
    if row["age"] is None:
        return None
    return Attributes(row["age"], Gender(row["gender"]), row["gender_confidence"])


def _membership(row: Row, groups: Collection[str]) -> Membership:
    since, until = row["since"], row["until"]
    if not groups and since is None and until is None:
        return ALWAYS
    return Membership(
        frozenset(groups),
        None if since is None else from_micros(since),
        None if until is None else from_micros(until),
    )


def _micros(moment: datetime | None) -> int | None:
    return None if moment is None else to_micros(moment)
