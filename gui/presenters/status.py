"""The line at the bottom of the window."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.domain.camera import CameraState, CameraStatus
from core.runtime.figures import Figures, Spread, Stage
from gui.presenters.text import Translate


@dataclass(frozen=True, slots=True)
class Item:
    """A figure with its name, and a fuller explanation."""

    name: str
    value: str
    hint: str


def items(
    cameras: Sequence[CameraStatus], figures: Figures, repaints_per_s: float, age_p95_ms: float, translate: Translate
) -> tuple[Item, ...]:
    """Return the figures of the status line, most wanted first."""
    live = sum(camera.state is CameraState.LIVE for camera in cameras)
    answer = figures.stages.get(Stage.DECISION.value, Spread(0, 0.0, 0.0, 0.0))
    found = (
        Item(
            translate("Status", "Cameras live"),
            f"{live}/{len(cameras)}",
            translate("Status", "Cameras that deliver pictures now, of all that are set up"),
        ),
        Item(
            translate("Status", "Analysed"),
            translate("Status", "{fps} fps").format(fps=round(figures.fps)),
            translate("Status", "Pictures searched for faces each second, all cameras together"),
        ),
        Item(
            translate("Status", "Answer in"),
            _ms(answer.p50, translate) if answer.n else "–",
            translate("Status", "From the capture of a face to its name: half of all answers are faster"),
        ),
    )
    return (*found, *_painting(repaints_per_s, age_p95_ms, translate), *_extraction(figures, translate))


def _painting(repaints_per_s: float, age_p95_ms: float, translate: Translate) -> tuple[Item, ...]:
    return (
        Item(
            translate("Status", "Repaints"),
            translate("Status", "{n}/s").format(n=round(repaints_per_s)),
            translate("Status", "How often the wall is repainted each second"),
        ),
        Item(
            translate("Status", "Picture age"),
            _ms(age_p95_ms, translate) if age_p95_ms else "–",
            translate("Status", "From the capture of a picture to its being shown: 95 of 100 are younger"),
        ),
    )


def _extraction(figures: Figures, translate: Translate) -> tuple[Item, ...]:
    if not figures.tracks:
        return ()
    hint = translate("Status", "How many times a passing face is measured for recognition, on average")
    return (Item(translate("Status", "Extractions per track"), f"{figures.extractions_per_track:.1f}", hint),)


def _ms(value: float, translate: Translate) -> str:
    return translate("Status", "{ms} ms").format(ms=round(value))
