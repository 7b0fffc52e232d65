"""What the doctor says: every kind has a sentence without holes, and figures are in words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.domain.directory import Regrouping
from core.domain.doctor import Examination, Finding, FindingKind, Fix, Picture, Severity
from core.domain.faces import Gender
from core.domain.ids import PersonId
from core.domain.people import Person
from core.domain.reconciled import Disagreement, Reconciled, Source, Told, Trait
from gui.presenters.cameras import Tone
from gui.presenters.doctor import (
    detail,
    done_text,
    fix_text,
    headline,
    moving_text,
    phase_text,
    summary,
    tiles,
    tone_of,
)
from gui.presenters.text import as_written

ANA, BO = PersonId("ana"), PersonId("bo")
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
AGES = Reconciled(
    Told(20.9), Told(61.2), disagreements=(Disagreement(Trait.AGE, Source.DECLARED, Source.ESTIMATED, 40.3),)
)
GENDERS = Reconciled(
    Told(None, Gender.FEMALE),
    Told(30.0, Gender.MALE, 0.999),
    disagreements=(Disagreement(Trait.GENDER, Source.DECLARED, Source.ESTIMATED),),
)


def finding(kind: FindingKind, *names: str, templates: tuple[int, ...] = (), **figures: object) -> Finding:
    people = (ANA, BO)[: len(names)]
    made = Finding(kind, Severity.LOOK, people, names, (Fix.DROP,), (Picture(ANA, 1),), templates, since=NOW)
    return replace(made, **figures)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (finding(FindingKind.DUPLICATE, "Ana", "Bo", chance=0.974), "97\u00a0% likely to be one person"),
        (finding(FindingKind.LOOKALIKE, "Ana", "Bo", chance=0.97), "97\u00a0% likely to be taken for each other"),
        (finding(FindingKind.OUTLIER, "Ana", "Bo", templates=(3,)), "A picture of Ana looks like Bo"),
        (finding(FindingKind.MIXED, "Ana", "Bo", templates=(3, 4)), "Some pictures of Ana look like Bo"),
        (finding(FindingKind.OUTLIER, "Ana", templates=(3,)), "A picture of Ana does not look like the others"),
        (finding(FindingKind.MIXED, "Ana", templates=(3, 4)), "Some pictures of Ana do not look like the others"),
        (finding(FindingKind.NON_FACE, "Ana", chance=0.5), "50\u00a0% likely to be no face"),
        (finding(FindingKind.ATTRIBUTES, "Ana", reconciled=AGES), "Written down as 20 years old, looks about 61"),
        (finding(FindingKind.ATTRIBUTES, "Ana", reconciled=GENDERS), "Written down as female, looks male"),
        (finding(FindingKind.POOR, "Ana", quality=0.31), "The quality is only 31\u00a0%"),
        (finding(FindingKind.AGEING, "Ana"), "The newest picture is from 2026-03-02"),
        (finding(FindingKind.SINGLE, "Ana"), "There is only one picture"),
        (finding(FindingKind.NEVER_SEEN, "Ana"), "Enrolled on 2026-03-02, and not seen since"),
    ],
)
def test_every_kind_is_said_in_words(given: Finding, said: str) -> None:
    assert headline(given, as_written) == said
    assert "{" not in detail(given, as_written)


def test_how_sure_it_is_changes_the_advice() -> None:
    unsure, sure = (finding(FindingKind.OUTLIER, "Ana", templates=(3,), chance=c) for c in (0.1, 0.95))
    assert "may be the same person" in detail(unsure, as_written)
    assert detail(sure, as_written).startswith("95\u00a0% likely to be somebody else")


def test_poor_pictures_are_counted_where_there_are_better_ones() -> None:
    assert "take out: 2" in detail(finding(FindingKind.POOR, "Ana", templates=(1, 2)), as_written)
    assert "No picture of Ana" in detail(finding(FindingKind.POOR, "Ana"), as_written)


@pytest.mark.parametrize("fix", list(Fix))
def test_every_fix_has_a_button_and_a_name_is_no_shortcut(fix: Fix) -> None:
    text = fix_text(fix, finding(FindingKind.OUTLIER, "Ana", "B & C"), as_written)
    assert "{" not in text
    assert text.replace("&&", "").count("&") == 1


def test_what_was_done_names_who() -> None:
    both = finding(FindingKind.DUPLICATE, "Ana", "Bo")
    assert done_text(Fix.MERGE, both, as_written) == "Ana and Bo are one person now."
    assert done_text(Fix.GIVE, both, as_written) == "The pictures belong to Bo now."


def test_tiles_tell_of_every_kind_by_the_worst_of_it() -> None:
    worst = replace(finding(FindingKind.OUTLIER, "Ana"), severity=Severity.SERIOUS)
    findings = (worst, finding(FindingKind.OUTLIER, "Ana"), finding(FindingKind.POOR, "Ana"))
    counts = {FindingKind.OUTLIER: 2, FindingKind.POOR: 1300}
    found = Examination(NOW, 12_345, 40_000, 3.21, findings, counts)
    told = {tile.kind: tile for tile in tiles(found, as_written)}
    assert list(told) == list(FindingKind)
    assert (told[FindingKind.OUTLIER].count, told[FindingKind.OUTLIER].tone) == (2, Tone.BAD)
    assert (told[FindingKind.POOR].count, told[FindingKind.POOR].tone) == (1300, tone_of(findings[2]))
    assert (told[FindingKind.SINGLE].count, told[FindingKind.SINGLE].tone) == (0, None)
    assert summary(found, NOW, as_written).startswith("12\u202f345 people with 40\u202f000 pictures, compared ")
    assert "2026-03-02" in summary(found, NOW + timedelta(days=3), as_written)
    assert "2026-03-02" not in summary(found, NOW, as_written)


def test_a_preview_counts_what_moves() -> None:
    moving = Regrouping(Person(ANA, "Ana", "", NOW), None, (1, 2), 1500)
    said = moving_text(moving, as_written)
    assert said == "Pictures that move: 2. Past visits that change their name: 1\u202f500."


def test_phases_are_named() -> None:
    assert phase_text("pairs", as_written) != phase_text("sets", as_written)
