"""The placement check in words."""

from core.domain.placement import PlacementFinding, PlacementIssue, PlacementReport, PlacementVerdict
from core.domain.text import QT_TRANSLATE_NOOP
from gui.presenters.cameras import Tone
from gui.presenters.text import Translate, percent

_SENTENCES: dict[PlacementIssue, str] = {
    PlacementIssue.NOBODY_SEEN: QT_TRANSLATE_NOOP(
        "Placement", "{measured} of {wanted} faces seen. Walk up to the door and look at the camera."
    ),
    PlacementIssue.TOO_FAR: QT_TRANSLATE_NOOP(
        "Placement",
        "Faces are {measured} px wide. Hang the camera nearer, zoom in or raise its resolution until they are "
        "{wanted}.",
    ),
    PlacementIssue.BLURRED: QT_TRANSLATE_NOOP(
        "Placement", "Faces are blurred. Clean the lens, focus it on the door, or give more light."
    ),
    PlacementIssue.TOO_HIGH: QT_TRANSLATE_NOOP(
        "Placement", "The camera looks down on people by {measured}°. Hang it lower, near eye level, or further away."
    ),
    PlacementIssue.FROM_THE_SIDE: QT_TRANSLATE_NOOP(
        "Placement", "Faces are seen from the side, by {measured}°. Move the camera to where people look as they come."
    ),
    PlacementIssue.TILTED: QT_TRANSLATE_NOOP(
        "Placement", "The picture is tilted by {measured}°. Straighten the camera, or set its rotation."
    ),
    PlacementIssue.BACKLIGHT: QT_TRANSLATE_NOOP(
        "Placement",
        "People stand against the light. Turn the camera away from window or door, or light faces from the front.",
    ),
    PlacementIssue.TOO_DARK: QT_TRANSLATE_NOOP("Placement", "Faces are too dark. Give more light from the front."),
    PlacementIssue.TOO_BRIGHT: QT_TRANSLATE_NOOP(
        "Placement", "Faces are burnt out. Shade the light that falls on them, or lower the camera's exposure."
    ),
    PlacementIssue.CUT_OFF: QT_TRANSLATE_NOOP(
        "Placement",
        "{measured} of the faces are cut off at the edge. Aim the camera so that heads stay in view.",
    ),
    PlacementIssue.SLOW: QT_TRANSLATE_NOOP(
        "Placement",
        "Only {measured} pictures come each second; {wanted} are needed. Check the network or the camera's settings.",
    ),
}


def verdict(report: PlacementReport, translate: Translate) -> str:
    """Say the whole in a word or two."""
    match report.verdict:
        case PlacementVerdict.GOOD:
            return translate("Placement", "Good")
        case PlacementVerdict.FAIR:
            return translate("Placement", "Fair")
        case PlacementVerdict.POOR:
            return translate("Placement", "Poor")
        case PlacementVerdict.UNKNOWN:
            return translate("Placement", "Waiting for faces")


def summary(report: PlacementReport, translate: Translate) -> str:
    """Say what the verdict means."""
    match report.verdict:
        case PlacementVerdict.GOOD:
            return translate("Placement", "People can be recognised well here.")
        case PlacementVerdict.FAIR:
            return translate("Placement", "People are recognised here; it would be better after these changes:")
        case PlacementVerdict.POOR:
            return translate("Placement", "Many people would not be recognised here. Change this:")
        case PlacementVerdict.UNKNOWN:
            return translate("Placement", "Nothing can be said yet.")


def tone(found: PlacementVerdict) -> Tone:
    """Return how a verdict is coloured."""
    match found:
        case PlacementVerdict.GOOD:
            return Tone.GOOD
        case PlacementVerdict.FAIR:
            return Tone.WAITING
        case PlacementVerdict.POOR:
            return Tone.BAD
        case PlacementVerdict.UNKNOWN:
            return Tone.QUIET


def sentence(finding: PlacementFinding, translate: Translate) -> str:
    """Say what to change."""
    shown = f"{abs(finding.measured):.0f}"
    if finding.issue is PlacementIssue.CUT_OFF:
        shown = percent(finding.measured)
    return translate("Placement", _SENTENCES[finding.issue]).format(measured=shown, wanted=f"{finding.wanted:.0f}")


def figures(report: PlacementReport, translate: Translate) -> tuple[tuple[str, str], ...]:
    """Return names and values of what was measured; dashes before there is anything."""
    known = report.verdict is not PlacementVerdict.UNKNOWN
    return (
        (translate("Placement", "Faces seen"), str(report.samples)),
        (
            translate("Placement", "Face width"),
            translate("Placement", "{n} px").format(n=round(report.width_px)) if known else "–",
        ),
        (translate("Placement", "Seen from the side"), f"{abs(report.yaw):.0f}°" if known else "–"),
        (translate("Placement", "Seen from above"), f"{max(0.0, -report.pitch):.0f}°" if known else "–"),
        (translate("Placement", "Pictures a second"), f"{report.fps:.0f}"),
    )
