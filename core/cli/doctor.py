"""`usher doctor`: what is wrong with the people enrolled."""

from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from core.bootstrap import open_doctor
from core.cli.context import data_dir_of
from core.cli.output import emit, known_failures, say, show_table
from core.domain.doctor import Examination, Finding, FindingKind
from core.domain.reconciled import Reconciled, Told, Trait

_PHASES = {"faces": "Looking for what is no face", "sets": "Comparing pictures", "pairs": "Comparing everybody"}
_WORDS = {
    FindingKind.DUPLICATE: "probably enrolled twice",
    FindingKind.MIXED: "with pictures of different people",
    FindingKind.OUTLIER: "with one picture of somebody else",
    FindingKind.LOOKALIKE: "may be taken for each other",
    FindingKind.NON_FACE: "with a picture that shows no face",
    FindingKind.ATTRIBUTES: "whose age or gender is written down differently",
    FindingKind.POOR: "with poor pictures",
    FindingKind.AGEING: "with old pictures only",
    FindingKind.SINGLE: "with a single picture",
    FindingKind.NEVER_SEEN: "never seen",
}
_SHOWN = 10
"""Findings of a kind named on the terminal; JSON has up to a thousand."""


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(doctor)


def doctor(
    context: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="Print JSON lines.")] = False
) -> None:
    """Compare everybody with everybody, and name what is wrong with the people enrolled; changes nothing."""
    console = Console(stderr=True)
    with (
        known_failures(as_json=as_json),
        open_doctor(data_dir_of(context)) as desk,
        Progress(console=console, transient=True, disable=not console.is_terminal) as bar,
    ):
        task = bar.add_task("", total=1.0)
        found = desk.examine(
            lambda phase, share: bar.update(task, description=_PHASES[phase], completed=share), lambda: False
        )
    if found is None:
        return
    if as_json:
        emit(
            {
                "people": found.people,
                "templates": found.templates,
                "seconds": round(found.seconds, 2),
                "counts": {kind.value: count for kind, count in found.counts.items()},
            }
        )
        for finding in found.findings:
            emit(record(finding))
    else:
        _tell(found)


def record(finding: Finding) -> dict[str, Any]:
    """Return a finding as JSON has it; figures that do not apply are null."""
    return {
        "kind": finding.kind.value,
        "severity": finding.severity.value,
        "people": list(finding.people),
        "names": list(finding.names),
        "templates": list(finding.templates),
        "percent": None if finding.chance is None else round(100 * finding.chance, 1),
        "cosine": None if finding.score is None else round(finding.score, 4),
        "quality": None if finding.quality is None else round(finding.quality, 3),
        "since": None if finding.since is None else finding.since.isoformat(),
        "attributes": None if finding.reconciled is None else _attributes(finding.reconciled),
        "fixes": [fix.value for fix in finding.fixes],
    }


def _attributes(reconciled: Reconciled) -> dict[str, Any]:
    told = {
        "declared": reconciled.declared,
        "estimated": reconciled.estimated,
        "implied": reconciled.implied,
        "agreed": reconciled.agreed,
    }
    return {name: _told(one) for name, one in told.items()}


def _told(told: Told) -> dict[str, Any]:
    return {
        "age": None if told.age is None else round(told.age, 1),
        "gender": None if told.gender is None else told.gender.value,
    }


def _tell(found: Examination) -> None:
    say(f"{found.people} people with {found.templates} pictures were compared in {found.seconds:.1f} s.")
    if not found.findings:
        say("Nothing is wrong.")
    for kind, count in found.counts.items():
        some = [finding for finding in found.findings if finding.kind is kind][:_SHOWN]
        rest = "" if count == len(some) else f", of whom the first {len(some)}"
        show_table(f"{count} {_WORDS[kind]}{rest}", ("Who", "Figures"), ((_who(f), figures(f)) for f in some))


def _who(finding: Finding) -> str:
    return " / ".join(finding.names)


def figures(finding: Finding) -> str:
    """Return in words what was measured."""
    said = []
    if finding.chance is not None:
        said.append(f"{int(100 * finding.chance)} % sure")
    if finding.score is not None:
        said.append(f"cosine {finding.score:.3f}")
    if finding.quality is not None:
        said.append(f"quality {100 * finding.quality:.0f} %")
    if finding.since is not None:
        said.append(f"since {finding.since.astimezone():%Y-%m-%d}")
    if finding.reconciled is not None:
        said += [_difference(finding.reconciled, each.trait) for each in finding.reconciled.disagreements[:1]]
    return ", ".join(said)


def _difference(reconciled: Reconciled, trait: Trait) -> str:
    declared, estimated = reconciled.declared, reconciled.estimated
    if trait is Trait.AGE and declared.age is not None and estimated.age is not None:
        return f"written down as {declared.age:.0f} years old, looks {estimated.age:.0f}"
    return f"written down as {declared.gender}, looks {estimated.gender}"
