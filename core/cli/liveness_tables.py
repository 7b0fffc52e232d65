"""How well pictures of faces are told from faces, as tables for people."""

from core.cli.output import say, show_table
from core.runtime.evaluation.liveness import LivenessReport
from core.runtime.evaluation.liveness_rates import ErrorRate, FileFigures, Rates

_NOTHING = "–"


def show_liveness(report: LivenessReport) -> None:
    """Print every file, the rates in use and those of other thresholds."""
    columns = ("File", "Shows", "Tracks", "Wrong", "Not settled", "Frames", "Wrong", "Mean", "Lowest", "Highest")
    show_table("Chance of being live, by file", columns, (_file(one) for one in report.files))
    rows = [_rates("tracks", report.rates), _rates("single frames", report.frames)]
    rows += [_rates(f"tracks at {one.threshold:g}", one) for one in report.thresholds]
    title = f"Errors at a mean of {report.rule.live:g}: 95 % intervals in brackets"
    show_table(title, ("", "Attacks taken for live (APCER)", "Live taken for attacks (BPCER)"), rows)
    if report.frames_to_settle is not None:
        say(f"A track was settled {report.frames_to_settle:g} frames after its first, at the median.")
    for note in report.notes:
        say(f"{note.reason.replace('-', ' ')}: {note.count} ({', '.join(note.examples)})")


def _file(one: FileFigures) -> tuple[str, ...]:
    shown = "live people" if one.live else "attacks"
    scores = (_NOTHING if score is None else f"{score:.3f}" for score in (one.mean, one.lowest, one.highest))
    counts = (one.presentations, one.wrong, one.silent, one.frames, one.frames_wrong)
    return (one.file, shown, *(str(count) for count in counts), *scores)


def _rates(what: str, rates: Rates) -> tuple[str, str, str]:
    return what, _rate(rates.attacks), _rate(rates.live)


def _rate(rate: ErrorRate) -> str:
    silent = f", {rate.silent} not settled" if rate.silent else ""
    if rate.share.value is None or rate.share.low is None or rate.share.high is None:
        return f"{_NOTHING}{silent}"
    low, high = 100 * rate.share.low, 100 * rate.share.high
    return f"{100 * rate.share.value:.1f} % ({low:.1f}…{high:.1f}), {rate.wrong} of {rate.settled}{silent}"
