"""`usher models status | change | rollback | forget`: by which model faces are measured."""

from collections.abc import Callable, Iterator
from typing import Annotated, Any, TypeVar

import msgspec
import typer
from rich.console import Console
from rich.progress import Progress

from core.bootstrap import open_models
from core.cli.context import data_dir_of
from core.cli.output import emit, known_failures, say, show_table
from core.domain.models import Comparison
from core.runtime.remodelling import ChangePlan, ModelStatus, Prepared

T = TypeVar("T")

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]

_STARTS = "It counts from the next start on"


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    for command in (status, change, rollback, forget):
        app.command()(command)


def status(context: typer.Context, as_json: Json = False) -> None:
    """Show which pack measures faces, which did before, and what is kept of each."""
    with known_failures(as_json=as_json), open_models(data_dir_of(context)) as desk:
        found = desk.status()
    if as_json:
        emit(msgspec.to_builtins(found))
        return
    say(f"{found.pack} is in use: {found.model_id}, licence {found.licence or 'not said'}. {_thresholds(found)}")
    if found.earlier is not None:
        say(f"{found.earlier} was in use before. “usher models rollback” goes back to it.")
    rows = ((one.model_id, str(one.people), str(one.templates)) for one in found.kept)
    show_table("Faces kept", ("Model", "People", "Templates"), rows)


def change(
    context: typer.Context,
    pack: Annotated[str, typer.Argument(metavar="PACK", show_default=False, help="A pack's name or folder.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what it would take and bring.")] = False,
    as_json: Json = False,
) -> None:
    """Measure everybody by another pack, from the pictures kept, and use it from then on.

    What was measured until an interruption stays: the same command goes on where it was.
    """
    with known_failures(as_json=as_json), open_models(data_dir_of(context)) as desk:
        if dry_run:
            plan = desk.plan(pack)
            _tell(plan, _show_plan, as_json=as_json)
        else:
            prepared = _watched(lambda show: desk.prepare(pack, show, _never))
            desk.switch(prepared)
            _tell(prepared, _show_prepared, as_json=as_json)


def rollback(context: typer.Context, as_json: Json = False) -> None:
    """Go back to the pack used before; only what came since is measured."""
    with known_failures(as_json=as_json), open_models(data_dir_of(context)) as desk:
        _tell(_watched(lambda show: desk.rollback(show, _never)), _show_prepared, as_json=as_json)


def forget(
    context: typer.Context,
    model: Annotated[str, typer.Argument(metavar="MODEL", show_default=False, help="Its name in the status.")],
    as_json: Json = False,
) -> None:
    """Delete for good what a model that is not in use measured; the pictures stay."""
    with known_failures(as_json=as_json), open_models(data_dir_of(context)) as desk:
        templates = desk.forget(model)
    _tell({"model": model, "templates": templates}, lambda _: say(f"{templates} templates of {model} are deleted."),
          as_json=as_json)  # fmt: skip


def _tell(found: T, show: Callable[[T], None], *, as_json: bool) -> None:
    if as_json:
        emit(msgspec.to_builtins(found))
    else:
        show(found)


def _watched(work: Callable[[Callable[[int, int], None]], Prepared | None]) -> Prepared:
    """Run `work` with a bar on a terminal; nothing but an interrupt, which is an exception, cancels it here."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Measuring faces", total=None)
        prepared = work(lambda done, total: bar.update(task, completed=done, total=total))
    assert prepared is not None
    return prepared


def _never() -> bool:
    return False


def _show_plan(plan: ChangePlan) -> None:
    say(f"{plan.pack} measures by {plan.model_id}. Licence {plan.licence or 'not said'}, from "
        f"{plan.origin or 'not said'}.")  # fmt: skip
    say(f"{plan.to_measure} of {plan.templates} templates and {plan.faces} faces of visits are to be measured, "
        f"about {plan.seconds:.0f} s.")  # fmt: skip
    if plan.lost_faces:
        say(f"{plan.lost_faces} unknown or refused faces were kept without a picture and come back only with the old.")
    if plan.cameras:
        say(f"These cameras have a pack of their own, which may not fit any more: {', '.join(plan.cameras)}.")
    _show_comparison(plan.comparison)
    say("Nothing was changed (--dry-run).")


def _show_prepared(found: Prepared) -> None:
    say(f"{found.measured} templates and {found.faces} faces of visits were measured by {found.model_id}"
        + (f"; {found.dropped} that are in use no more were deleted." if found.dropped else "."))  # fmt: skip
    if found.lost or found.lost_faces:
        say(f"{found.lost} templates and {found.lost_faces} faces of visits could not be: "
            "they come back with the old model only.")  # fmt: skip
    _show_comparison(found.comparison)
    say(f"{_STARTS}." if found.calibrated else f"{_STARTS}. Run “usher calibrate” then: thresholds belong to a model.")


def _show_comparison(found: Comparison | None) -> None:
    if found is None:
        say("Nobody has two pictures by which the models could be compared.")
    else:
        title = f"The same {found.pictures} pictures of {found.people} people, told apart"
        show_table(title, ("", "Now", "Then"), _comparison_rows(found))
        say(f"{found.better} of {found.compared} people with several pictures stand out more, {found.worse} less.")


def _comparison_rows(found: Comparison) -> Iterator[tuple[str, str, str]]:
    def row(label: str, cell: Callable[[Any], str]) -> tuple[str, str, str]:
        return (label, cell(found.old), cell(found.new))

    yield row("nearest to another picture of the same person", lambda one: f"{100 * one.first:.2f} %")
    yield row("missed where 0.1 % of strangers' pictures pass", lambda one: f"{100 * one.missed:.2f} %")
    yield row("lead over the nearest other person, in deviations", lambda one: f"{one.gap:.2f}")


def _thresholds(found: ModelStatus) -> str:
    return "Its thresholds were measured here." if found.calibrated else "Its thresholds are as published."
