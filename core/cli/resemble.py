"""`usher resemble`: which star somebody resembles, for fun."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from core.bootstrap import open_stills
from core.cli.context import data_dir_of
from core.cli.output import emit, known_failures, say
from core.config import load_settings
from core.domain.errors import ErrorCode, KnownError
from core.runtime.resemblance import Resemblance, load_stars

MEANING = (
    "The percentage says how many pairs of different stars in this folder resemble each other less. "
    "It is not the chance of being the same person."
)


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(resemble)


def resemble(
    context: typer.Context,
    picture: Annotated[Path, typer.Argument(metavar="PICTURE", show_default=False, help="A picture of one face.")],
    stars: Annotated[
        Path | None,
        typer.Option(help="Folder of stars: NAME.jpg, or NAME/… with several. Default: as in the settings."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Say which three stars a face resembles most. Nobody is recognised by it and nothing is kept."""
    console = Console(stderr=True)
    with known_failures(as_json=as_json):
        settings = load_settings(data_dir_of(context))
        folder = stars or (Path(settings.resemblance).expanduser() if settings.resemblance else None)
        if folder is None:
            raise KnownError(ErrorCode.RESEMBLANCE_OFF)
        with (
            open_stills(settings) as stills,
            Progress(console=console, transient=True, disable=not console.is_terminal) as bar,
        ):
            visitor = stills.portrait(picture).embedding
            task = bar.add_task("Looking at the stars", total=1.0)
            gallery = load_stars(folder, stills, lambda share: bar.update(task, completed=share))
            found = gallery.resembled(visitor)
        if as_json:
            emit({"stars": gallery.stars, "resembles": [_record(each) for each in found], "meaning": MEANING})
        else:
            _tell(found)


def _record(found: Resemblance) -> dict[str, object]:
    return {
        "name": found.star.name,
        "picture": str(found.star.picture),
        "percentile": found.percent,
        "cosine": round(found.score, 4),
    }


def _tell(found: tuple[Resemblance, ...]) -> None:
    for place, each in enumerate(found, start=1):
        say(f"{place}. {each.star.name}: {each.percent} %")
    say(MEANING)
