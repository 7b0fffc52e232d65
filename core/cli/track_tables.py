"""What became of people's tracks, as tables for people."""

from collections.abc import Iterator, Sequence

from core.cli.output import say, show_table
from core.runtime.evaluation.tracks import Tally, TrackFigures, TrackReport
from core.runtime.evaluation.tracks_plan import Met
from core.runtime.evaluation.tracks_score import FRAME_MS, Judged, Outcome, Waiting

_WORST_SHOWN = 12


def show_tracks(reports: Sequence[TrackReport]) -> None:
    """Print a table per pack with a column for every gallery, and the tracks that went wrong."""
    for report in reports:
        pace = "at the pace of a camera" if report.live else "frame by frame"
        say(
            f"{report.model}, {report.clips} clips of {report.people} people played {pace}; {report.rounds} times half "
            f"of {report.enrollable} people enrolled from some footage and everybody met in all other."
        )
        if report.unenrolled:
            say(f"No shot of {', '.join(report.unenrolled)} was worth enrolling.")
        columns = ("", *(f"{one.crowd} others enrolled" if one.crowd else "nobody else" for one in report.galleries))
        cells = zip(*(_column(one) for one in report.galleries), strict=True)
        show_table("Tracks", columns, [(row[0][0], *(cell for _, cell in row)) for row in cells])
        for one in report.galleries:
            for track in one.worst[:_WORST_SHOWN]:
                say(_sentence(track, one))


def _column(one: TrackFigures) -> Iterator[tuple[str, str]]:
    for where, tally in ((Met.ELSEWHERE, one.elsewhere), (Met.LATER, one.later)):
        yield f"met in {where.value}" if where is Met.ELSEWHERE else f"met {where.value}", _members(tally)
    yield "not enrolled", _others(one.others)
    yield "tracks with a wrong name", str(one.false_names)
    following = one.following
    yield "frames with a wrong name beside a face", str(following.false_frames)
    yield "visits of enrolled people, named", f"{following.named} of {following.visits}"
    yield "tracks of two people, fragments", f"{following.switches}, {following.fragments}"
    share = following.extractions / following.tracks if following.tracks else 0.0
    yield "extractions per track", f"{share:.2f} of {following.tracks}"
    for title, waiting in (("a name", one.to_name), ("unknown", one.to_unknown), ("either", one.to_answer)):
        yield f"from first sight to {title}", _spread(waiting, usable=False)
        yield f"from the first usable shot to {title}", _spread(waiting, usable=True)


def _members(tally: Tally) -> str:
    missed, undecided = tally.get(Outcome.MISSED, 0), tally.get(Outcome.MISSED_UNDECIDED, 0)
    correct, false = tally.get(Outcome.CORRECT, 0), tally.get(Outcome.FALSE_NAME, 0)
    return f"{correct} right, {missed} missed, {undecided} undecided, {false} false"


def _others(tally: Tally) -> str:
    unknown, undecided = tally.get(Outcome.RIGHTLY_UNKNOWN, 0), tally.get(Outcome.UNDECIDED, 0)
    nobodys, false = tally.get(Outcome.NOBODYS, 0), tally.get(Outcome.FALSE_NAME, 0)
    return f"{unknown} unknown, {undecided} undecided, {nobodys} nobody's, {false} false"


def _spread(waiting: Waiting, *, usable: bool) -> str:
    spread = waiting.usable if usable else waiting.sight
    frames = f"{spread.p50 / FRAME_MS:.0f} | {spread.p99 / FRAME_MS:.0f} frames"
    return f"{spread.p50:.0f} | {spread.p99:.0f} ms, {frames}, of {spread.n}"


def _sentence(track: Judged, gallery: TrackFigures) -> str:
    said = ", ".join(name or "unknown" for name in track.names) or "nothing"
    beside = f" beside {gallery.crowd} others" if gallery.crowd else ""
    return f"{track.outcome.value}{beside}: {track.owner or 'nobody'} in {track.clip}, track {track.track}: {said}"
