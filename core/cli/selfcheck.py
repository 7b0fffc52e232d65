"""`usher self-check`: whether everything Usher stands on is there and sound."""

from typing import Annotated

import typer

from core.bootstrap import check_everything
from core.cli.context import data_dir_of
from core.cli.output import FAILED, emit, say
from core.runtime.checks import Finding, State

_SIGNS = {State.OK: "ok", State.NOTICE: "note", State.WRONG: "WRONG"}


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(name="self-check")(self_check)


def self_check(
    context: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="Print JSON lines.")] = False
) -> None:
    """Check this machine, models, data folder and cameras; exit code 1 when something is wrong."""
    findings = []
    for finding in check_everything(data_dir_of(context)):
        findings.append(finding)
        _show(finding, as_json=as_json)
    if not all(finding.sound for finding in findings):
        raise typer.Exit(FAILED)


def _show(finding: Finding, *, as_json: bool) -> None:
    if as_json:
        emit({"check": finding.name, "ok": finding.sound, "state": finding.state.value, "detail": finding.detail})
    else:
        say(f"{_SIGNS[finding.state]:7}{finding.name}: {finding.detail}")
