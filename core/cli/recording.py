"""`usher recording`: who appears in a video file, and when."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from core.bootstrap import open_recordings
from core.cli.context import data_dir_of
from core.cli.output import emit, known_failures, say, show_table
from core.domain.timeline import Cast, Timeline
from core.runtime.recording_cast import save_timeline


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(recording)


def recording(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", show_default=False, help="A video file.")],
    csv: Annotated[Path | None, typer.Option(help="Write every appearance to this file, too.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Watch a recording and say who appears in it when; people who are not enrolled are numbered."""
    with known_failures(as_json=as_json), open_recordings(data_dir_of(context)) as desk, _bar() as bar:
        task = bar.add_task(file.name, total=1.0)
        timeline = desk.watch(file, lambda share: _advance(bar, task, share), lambda: False)
        if timeline is None:
            return
        if csv is not None:
            save_timeline(timeline, csv)
    if as_json:
        emit(_record(timeline))
    else:
        _show(timeline)


def _bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def _advance(bar: Progress, task: TaskID, share: float) -> None:
    bar.update(task, completed=share)


def _show(timeline: Timeline) -> None:
    rows = (
        (_who(role), _clock(role.appearances[0].start_s), f"{role.seconds:.0f} s", str(len(role.appearances)))
        for role in timeline.cast
    )
    show_table(f"{timeline.path.name}, {_clock(timeline.duration_s)}", ("Who", "First seen", "In view", "Times"), rows)
    if timeline.unclear:
        say(f"{timeline.unclear} faces were too small or in view too briefly to judge.")
    if timeline.damage:
        say(timeline.damage)


def _who(role: Cast) -> str:
    return role.name if role.person is not None else f"Stranger {role.stranger}"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def _record(timeline: Timeline) -> dict[str, object]:
    return {
        "file": str(timeline.path),
        "duration_s": round(timeline.duration_s, 2),
        "frames": timeline.frames,
        "unclear": timeline.unclear,
        "damage": timeline.damage or None,
        "people": [
            {
                "person": role.person,
                "name": role.name or None,
                "stranger": role.stranger or None,
                "seconds": round(role.seconds, 2),
                "appearances": [
                    {
                        "from_s": round(one.start_s, 2),
                        "to_s": round(one.end_s, 2),
                        "percent": round(100 * one.probability) if role.person else None,
                    }
                    for one in role.appearances
                ],
            }
            for role in timeline.cast
        ],
    }
