"""What is said about the models faces are measured by, and about changing them."""

from core.domain.models import Comparison, Separation
from core.domain.text import QT_TRANSLATE_NOOP
from core.runtime.remodelling import ChangePlan, ModelStatus, PackOffer, Prepared
from gui.presenters.text import Translate, sentence

_CONTEXT = "Models"
_MOMENT_S, _MINUTE_S = 10.0, 90.0
_IN_USE = QT_TRANSLATE_NOOP("Models", "“{pack}” is in use. It measures faces by {model}, licence: {licence}.")
_MEASURED = QT_TRANSLATE_NOOP("Models", "Its thresholds were measured on the people here.")
_PUBLISHED = QT_TRANSLATE_NOOP("Models", "Its thresholds are as published; “usher calibrate” measures them here.")
_WAITING = QT_TRANSLATE_NOOP("Models", "“{pack}” will be used from the next start on.")
_NOT_SAID = QT_TRANSLATE_NOOP("Models", "not said")
_ABOUT = QT_TRANSLATE_NOOP("Models", "Licence: {licence}. From: {origin}.")
_WORK = QT_TRANSLATE_NOOP(
    "Models", "{templates} pictures of people and {faces} of visits are to be measured. That takes about {time}."
)
_NO_WORK = QT_TRANSLATE_NOOP("Models", "Everything has been measured by it already.")
_MOMENT = QT_TRANSLATE_NOOP("Models", "a few seconds")
_SECONDS = QT_TRANSLATE_NOOP("Models", "{n} seconds")
_MINUTES = QT_TRANSLATE_NOOP("Models", "{n} minutes")
_LOST = QT_TRANSLATE_NOOP(
    "Models", "{n} faces of visits were kept without a picture: these come back only with the present models."
)
_CAMERAS = QT_TRANSLATE_NOOP("Models", "These cameras have models of their own, which may not fit then: {cameras}.")
_TOLD_APART = QT_TRANSLATE_NOOP(
    "Models", "Of {compared} people here with several pictures, {better} stand out more than now and {worse} less."
)
_NOBODY = QT_TRANSLATE_NOOP("Models", "Nobody here has two pictures by which the models could be compared.")
_DONE = QT_TRANSLATE_NOOP("Models", "“{pack}” measured {templates} pictures of people and {faces} of visits.")
_CALIBRATE = QT_TRANSLATE_NOOP("Models", "Thresholds belong to a model: run “usher calibrate” after the start.")
_FIRST = QT_TRANSLATE_NOOP("Models", "Pictures nearest to another one of the same person")
_MISSED = QT_TRANSLATE_NOOP("Models", "Missed where 0.1 % of strangers’ pictures pass")
_GAP = QT_TRANSLATE_NOOP("Models", "Lead over the nearest other person, in standard deviations")
NO_OTHERS = QT_TRANSLATE_NOOP(
    "Models", "There are no other models here. Put the folder of a pack into the folder “models” of the data folder."
)


def in_use(status: ModelStatus, translate: Translate) -> str:
    """Say which models are in use."""
    said = translate(_CONTEXT, _IN_USE).format(
        pack=status.pack, model=status.model_id, licence=status.licence or translate(_CONTEXT, _NOT_SAID)
    )
    return f"{said} {translate(_CONTEXT, _MEASURED if status.calibrated else _PUBLISHED)}"


def waiting(status: ModelStatus, translate: Translate) -> str:
    """Say what comes with the next start; empty if nothing does."""
    return "" if status.waiting is None else translate(_CONTEXT, _WAITING).format(pack=status.waiting)


def about(offer: PackOffer, translate: Translate) -> str:
    """Say what is known of a pack, or why it cannot be used."""
    if offer.problem is not None:
        return sentence(offer.problem, translate)
    return _described(offer.licence, offer.origin, translate)


def planned(plan: ChangePlan, translate: Translate) -> list[str]:
    """Say, sentence by sentence, what a change would take and bring."""
    said = [_work(plan, translate)]
    if plan.lost_faces:
        said.append(translate(_CONTEXT, _LOST).format(n=plan.lost_faces))
    if plan.cameras:
        said.append(translate(_CONTEXT, _CAMERAS).format(cameras=", ".join(plan.cameras)))
    return [*said, told_apart(plan.comparison, translate)]


def told_apart(comparison: Comparison | None, translate: Translate) -> str:
    """Say how many people the other models tell apart better, and how many worse."""
    if comparison is None:
        return translate(_CONTEXT, _NOBODY)
    return translate(_CONTEXT, _TOLD_APART).format(
        compared=comparison.compared, better=comparison.better, worse=comparison.worse
    )


def figures(comparison: Comparison | None, translate: Translate) -> list[tuple[str, str, str]]:
    """Return the rows of the small table: a name, the figure now, the figure then."""
    if comparison is None:
        return []

    def row(name: str, now: str, then: str) -> tuple[str, str, str]:
        return translate(_CONTEXT, name), now, then

    old, new = comparison.old, comparison.new
    return [
        row(_FIRST, _share(old.first), _share(new.first)),
        row(_MISSED, _share(old.missed), _share(new.missed)),
        row(_GAP, _lead(old), _lead(new)),
    ]


def changed(found: Prepared, translate: Translate) -> str:
    """Say that everything is measured, and what comes next."""
    done = translate(_CONTEXT, _DONE).format(pack=found.pack, templates=found.measured, faces=found.faces)
    later = translate(_CONTEXT, _WAITING).format(pack=found.pack)
    return f"{done} {later}" if found.calibrated else f"{done} {later} {translate(_CONTEXT, _CALIBRATE)}"


def _work(plan: ChangePlan, translate: Translate) -> str:
    if not plan.to_measure and not plan.faces:
        return translate(_CONTEXT, _NO_WORK)
    return translate(_CONTEXT, _WORK).format(
        templates=plan.to_measure, faces=plan.faces, time=_lasting(plan.seconds, translate)
    )


def _lasting(seconds: float, translate: Translate) -> str:
    if seconds < _MOMENT_S:
        return translate(_CONTEXT, _MOMENT)
    if seconds < _MINUTE_S:
        return translate(_CONTEXT, _SECONDS).format(n=round(seconds))
    return translate(_CONTEXT, _MINUTES).format(n=round(seconds / 60))


def _described(licence: str | None, origin: str | None, translate: Translate) -> str:
    nothing = translate(_CONTEXT, _NOT_SAID)
    return translate(_CONTEXT, _ABOUT).format(licence=licence or nothing, origin=origin or nothing)


def _share(share: float) -> str:
    return f"{100 * share:.1f}\u00a0%"


def _lead(one: Separation) -> str:
    return f"{one.gap:.2f}"
