"""What an import would do, does and has done, in words."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from core.domain.text import QT_TRANSLATE_NOOP
from core.runtime.importing.model import (
    SEVERAL,
    ImportField,
    ImportPhase,
    ImportPlan,
    ImportProgress,
    ImportReport,
    Meanings,
    PlannedAction,
)
from core.runtime.importing.problems import PROBLEMS, RowProblem
from gui.presenters.text import Translate, retold, sentence

_FIELDS: dict[ImportField, str] = {
    ImportField.IGNORED: QT_TRANSLATE_NOOP("Import", "not imported"),
    ImportField.NAME: QT_TRANSLATE_NOOP("Import", "Name"),
    ImportField.FIRST_NAME: QT_TRANSLATE_NOOP("Import", "First name"),
    ImportField.LAST_NAME: QT_TRANSLATE_NOOP("Import", "Last name"),
    ImportField.ID: QT_TRANSLATE_NOOP("Import", "ID"),
    ImportField.PHOTO: QT_TRANSLATE_NOOP("Import", "Pictures"),
    ImportField.GROUPS: QT_TRANSLATE_NOOP("Import", "Groups"),
    ImportField.BORN: QT_TRANSLATE_NOOP("Import", "Date of birth"),
    ImportField.GENDER: QT_TRANSLATE_NOOP("Import", "Gender"),
    ImportField.CONSENT: QT_TRANSLATE_NOOP("Import", "Consent"),
    ImportField.SINCE: QT_TRANSLATE_NOOP("Import", "Valid from"),
    ImportField.UNTIL: QT_TRANSLATE_NOOP("Import", "Valid until"),
    ImportField.NOTE: QT_TRANSLATE_NOOP("Import", "Note"),
}

_ROUNDED_UP_S = 90
"""Beyond this, the time left is said in whole minutes."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number and what it counts; `bad` where it is no good news."""

    number: int
    text: str
    bad: bool = False


def field_names(translate: Translate) -> tuple[tuple[ImportField, str], ...]:
    """Return every field with its name, in the order in which they are offered."""
    return tuple((field, translate("Import", name)) for field, name in _FIELDS.items())


def chosen(meanings: Meanings, column: int, field: ImportField) -> Meanings:
    """Return what the columns mean once one was chosen: a single field is taken away from the others."""
    freed = (ImportField.IGNORED if other is field and field not in SEVERAL else other for other in meanings)
    return tuple(field if place == column else other for place, other in enumerate(freed))


def counts(plan: ImportPlan, translate: Translate) -> tuple[Count, ...]:
    """Return what a plan would do; nothing is said of what does not occur, but for new people."""
    out = len({problem.row for problem in plan.problems if problem.keeps_out})
    found = (
        Count(plan.count(PlannedAction.ENROL), translate("Import", "new")),
        Count(plan.count(PlannedAction.UPDATE), translate("Import", "changed")),
        Count(plan.count(PlannedAction.COMPARE), translate("Import", "of a known name, to be compared")),
        Count(plan.count(PlannedAction.NOTHING), translate("Import", "unchanged")),
        Count(out, translate("Import", "left out"), bad=True),
        Count(plan.photos, translate("Import", "pictures to look at")),
    )
    return tuple(count for place, count in enumerate(found) if count.number or place == 0)


def outcome(report: ImportReport, translate: Translate) -> tuple[Count, ...]:
    """Return what came of an import, as `counts` does."""
    found = (
        Count(report.added, translate("Import", "enrolled")),
        Count(report.changed, translate("Import", "changed")),
        Count(report.unchanged, translate("Import", "unchanged")),
        Count(report.refused, translate("Import", "left out"), bad=True),
        Count(report.measured, translate("Import", "pictures looked at")),
    )
    return tuple(count for place, count in enumerate(found) if count.number or place == 0)


def to_do(plan: ImportPlan) -> int:
    """Return how many people an import would touch."""
    return len(plan.people) - plan.count(PlannedAction.NOTHING)


def start_text(plan: ImportPlan | None, translate: Translate) -> str:
    """Return what the button says that begins the import."""
    number = 0 if plan is None else to_do(plan)
    if number == 0:
        return translate("Import", "&Import")
    if number == 1:
        return translate("Import", "&Import one person")
    return translate("Import", "&Import {number} people").format(number=number)


def hint(plan: ImportPlan, translate: Translate) -> str:
    """Say what is worth knowing of a plan before it begins."""
    if not to_do(plan):
        return translate("Import", "There is nothing to do: everybody in it is enrolled already, or has a problem.")
    if ImportField.PHOTO not in plan.meanings:
        return translate("Import", "No column holds pictures, so only people who are enrolled already can be changed.")
    return ""


def progress_text(progress: ImportProgress, translate: Translate) -> str:
    """Say how far an import is, its pace and the time left."""
    if progress.phase is not ImportPhase.PHOTOS:
        return translate("Import", "Comparing with who is enrolled…")
    said = [translate("Import", "{done} of {total} pictures").format(done=progress.done, total=progress.total)]
    if progress.left_s is not None:
        said.append(translate("Import", "{pace} a second").format(pace=f"{progress.photos_per_s:.1f}"))
        said.append(_left(progress.left_s, translate))
    return " · ".join(said)


def _left(seconds: float, translate: Translate) -> str:
    if seconds > _ROUNDED_UP_S:
        minutes = math.ceil(seconds / 60)
        return translate("Import", "about {minutes} minutes left").format(minutes=minutes)
    return translate("Import", "about {seconds} seconds left").format(seconds=max(1, math.ceil(seconds)))


def report_title(report: ImportReport, translate: Translate) -> str:
    """Return the headline of a report."""
    if report.cancelled:
        return translate("Import", "The import was cancelled")
    if report.stopped is not None:
        return translate("Import", "The import stopped")
    return translate("Import", "The import is done")


def report_text(report: ImportReport, translate: Translate) -> str:
    """Say why an import ended early and what to do then; empty when it did not."""
    resume = translate("Import", "Who was enrolled by then stays. Import the same again to go on from there.")
    if report.stopped is not None:
        return f"{sentence(report.stopped, translate)} {resume}"
    return resume if report.cancelled else ""


def problem_text(problem: RowProblem, translate: Translate) -> str:
    """Say a problem in the user's language."""
    facts = {name: retold(fact, translate) if isinstance(fact, str) else fact for name, fact in problem.facts.items()}
    return translate("import", PROBLEMS[problem.code]).format(**facts)


def problems_title(problems: Sequence[RowProblem], translate: Translate) -> str:
    """Return the headline over the problems."""
    if len(problems) == 1:
        return translate("Import", "One problem")
    return translate("Import", "{count} problems").format(count=len(problems))
