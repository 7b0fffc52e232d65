"""Age and gender of a person as declared, estimated and implied, in words, and where these contradict each other."""

from core.domain.faces import Gender
from core.domain.reconciled import Disagreement, Reconciled, Source, Told, Trait
from gui.presenters.text import Translate, percent

NOTHING = "–"


def gender_text(gender: Gender | None, translate: Translate) -> str:
    """Name a gender."""
    match gender:
        case Gender.FEMALE:
            return translate("People", "female")
        case Gender.MALE:
            return translate("People", "male")
        case None:
            return NOTHING


def source_text(source: Source, translate: Translate) -> str:
    """Name who says something."""
    match source:
        case Source.DECLARED:
            return translate("People", "Declared")
        case Source.ESTIMATED:
            return translate("People", "By the pictures")
        case Source.IMPLIED:
            return translate("People", "By the groups")


def trait_rows(found: Reconciled, translate: Translate) -> tuple[tuple[str, str, str], ...]:
    """Return source, age and gender of every source that says anything; the declared one in any case."""
    rows = []
    for source in Source:
        told = _told(found, source)
        if source is Source.DECLARED or told.age is not None or told.gender is not None:
            rows.append(
                (source_text(source, translate), _age(source, told, translate), _gender(source, told, translate))
            )
    return tuple(rows)


def contradictions(found: Reconciled, translate: Translate) -> tuple[str, ...]:
    """Say where sources contradict each other, a sentence each."""
    return tuple(_contradiction(each, translate) for each in found.disagreements)


def _told(found: Reconciled, source: Source) -> Told:
    return {Source.DECLARED: found.declared, Source.ESTIMATED: found.estimated, Source.IMPLIED: found.implied}[source]


def _age(source: Source, told: Told, translate: Translate) -> str:
    if told.age is None:
        return NOTHING
    if source is Source.DECLARED:
        return str(int(told.age))
    said = translate("People", "about {n}").format(n=round(told.age))
    if not told.people:
        return said
    whose = translate("People", "of {n} people").format(n=told.people)
    return f"{said} ({whose})"


def _gender(source: Source, told: Told, translate: Translate) -> str:
    said = gender_text(told.gender, translate)
    return f"{said} ({percent(told.confidence)})" if told.gender and source is Source.ESTIMATED else said


def _contradiction(each: Disagreement, translate: Translate) -> str:
    match each.trait, each.one, each.other:
        case Trait.GENDER, _, _:
            return translate("People", "The pictures look like another gender than declared.")
        case Trait.AGE, Source.DECLARED, Source.ESTIMATED:
            said = translate("People", "The pictures look {n} years away from the declared age.")
        case Trait.AGE, Source.DECLARED, _:
            said = translate("People", "The declared age is {n} years away from that of the groups.")
        case _:
            said = translate("People", "The pictures look {n} years away from the age of the groups.")
    return said.format(n=round(each.years))
