"""`usher muster`: who is inside."""

from pathlib import Path
from typing import Annotated

import typer

from core.bootstrap.site_desks import open_attendance
from core.cli.attendance_records import muster_record
from core.cli.context import data_dir_of
from core.cli.output import emit, known_failures, say
from core.config import write_whole
from core.domain.errors import ErrorCode, KnownError
from core.runtime.attendance.muster import PAGE_FILE, TEXT_FILE
from core.runtime.attendance.musterpage import page, plain
from core.runtime.attendance.words import untranslated


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(muster)


def muster(
    context: typer.Context,
    output: Annotated[Path | None, typer.Option(help="Write it there: HTML by that suffix, else text.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say who is inside; while Usher runs on the data folder, its muster files say the same."""
    with known_failures(as_json=as_json):
        try:
            with open_attendance(data_dir_of(context)) as office:
                found = office.desk.muster()
        except KnownError as error:
            if error.code is ErrorCode.STORE_IN_USE:
                folder = data_dir_of(context)
                say(f"The Usher that runs keeps the list in {folder / PAGE_FILE} and {folder / TEXT_FILE}.")
            raise
        if as_json:
            emit(muster_record(found))
        elif output is None:
            say(plain(found, untranslated).rstrip())
        else:
            _write(
                output, page(found, untranslated) if output.suffix == ".html" else plain(found, untranslated).encode()
            )
            say(f"{len(found.inside)} people are in {output}.")


def _write(path: Path, content: bytes) -> None:
    try:
        write_whole(path, content)
    except OSError as error:
        detail = error.strerror or str(error)
        raise KnownError(ErrorCode.FOLDER_NOT_WRITABLE, path=str(path.parent), detail=detail) from error
