"""Calling the command line in this process, so that its lines count as covered and nothing is started twice."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer.testing
from typer.main import get_command

from core.cli.main import app

Record = dict[str, Any]

_COMMAND = cache(get_command)
"""The whole tree of commands, which typer would build for every call anew; that takes as long as most commands do."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list[Record]:
        """Return standard output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


def usher(data_dir: Path, *arguments: str | Path) -> Answer:
    """Run `usher --data-dir data_dir …`; an exception that is not an exit is a bug and comes through."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typer.testing, "_get_command", _COMMAND)
        result = typer.testing.CliRunner().invoke(app, ["--data-dir", str(data_dir), *(str(a) for a in arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Answer(result.exit_code, result.stdout, result.stderr)
