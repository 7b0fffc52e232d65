"""`usher`: the options every command shares, and the console when no command is given."""

import importlib.metadata
import logging
import sys
from pathlib import Path
from typing import Annotated

import typer

from core.cli import (
    attendance,
    bench,
    calibrate,
    cameras,
    challenge,
    doctor,
    doors,
    evaluate,
    kiosk,
    ledger,
    live,
    models,
    muster,
    people,
    recording,
    resemble,
    selfcheck,
    soak,
    stills,
    train,
    visitors,
)
from core.cli.context import CliContext
from core.cli.output import BUG, FAILED, complain, log_to_terminal
from core.config import default_data_dir
from core.domain.errors import KnownError

log = logging.getLogger(__name__)

app = typer.Typer(
    name="usher",
    help="Recognises people at the door, locally. Without a command it opens the console.",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(people.app, name="people")
app.add_typer(cameras.app, name="cameras")
app.add_typer(models.app, name="models")
app.add_typer(bench.app, name="bench")
app.add_typer(attendance.app, name="attendance")
app.add_typer(train.app, name="train")
app.add_typer(visitors.app, name="visitors")
live.register(app)
challenge.register(app)
stills.register(app)
selfcheck.register(app)
soak.register(app)
calibrate.register(app)
evaluate.register(app)
recording.register(app)
doctor.register(app)
ledger.register(app)
resemble.register(app)
muster.register(app)
doors.register(app)
kiosk.register(app)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"usher {importlib.metadata.version('usher')}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    data_dir: Annotated[Path | None, typer.Option(help="Where people, events and settings are kept.")] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say what is being done.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """Open the console, or run one command."""
    del version
    log_to_terminal(verbose=verbose)
    context.obj = CliContext((data_dir or default_data_dir()).expanduser().absolute())
    if context.invoked_subcommand is None:
        raise typer.Exit(live.open_console(context.obj.data_dir))


def main() -> None:
    """Run the command line; the process ends with the documented exit codes."""
    try:
        app()
    except KnownError as error:
        complain(error)
        sys.exit(FAILED)
    except Exception:
        log.exception("This is a bug in Usher. Please report it with the lines below.")
        sys.exit(BUG)
