"""A shot's quality in words a person can act on."""

from core.domain.faces import Quality, QualityIssue
from gui.presenters.text import Translate

GOOD = 0.6
"""Overall quality from which a shot is called good; under it, it is fair as long as it is usable."""


def grade(quality: Quality, translate: Translate) -> str:
    """Name the quality in one word."""
    if not quality.usable:
        return translate("Quality", "Poor")
    return translate("Quality", "Good") if quality.overall >= GOOD else translate("Quality", "Fair")


def reason(issue: QualityIssue, translate: Translate) -> str:
    """Say what is wrong with a shot."""
    match issue:
        case QualityIssue.TOO_SMALL:
            return translate("Quality", "too far away")
        case QualityIssue.CUT_OFF:
            return translate("Quality", "cut off at the edge")
        case QualityIssue.BLURRED:
            return translate("Quality", "blurred")
        case QualityIssue.TURNED:
            return translate("Quality", "turned away")
        case QualityIssue.TOO_DARK:
            return translate("Quality", "too dark")
        case QualityIssue.TOO_BRIGHT:
            return translate("Quality", "too bright")
        case QualityIssue.UNCERTAIN:
            return translate("Quality", "hard to make out")


def reasons(quality: Quality, translate: Translate) -> str:
    """List what is wrong, worst first; the face's width where nothing is."""
    if quality.issues:
        return translate("Quality", ", ").join(reason(issue, translate) for issue in quality.issues)
    return translate("Quality", "{width} px wide").format(width=round(quality.width_px))
