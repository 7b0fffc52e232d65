"""`usher detect`, `usher compare`, `usher search`: still pictures."""

from pathlib import Path
from typing import Annotated

import typer

from core.bootstrap import open_desk, open_stills
from core.cli.context import data_dir_of
from core.cli.output import FAILED, complain, emit, known_failures, progress, say
from core.cli.records import comparison_record, face_record, faces_record, match_record
from core.domain.errors import KnownError
from core.domain.faces import Face

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Picture = Annotated[Path, typer.Argument(metavar="IMAGE", show_default=False)]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command()(detect)
    app.command()(compare)
    app.command()(search)


def detect(
    images: Annotated[list[Path], typer.Argument(metavar="IMAGE…", show_default=False)],
    as_json: Json = False,
) -> None:
    """Find every face of a picture with its attributes; faces turned on their side are found too."""
    failed = False
    with known_failures(as_json=as_json), open_stills() as stills:
        for path in progress(images, "Looking", len(images)):
            try:
                faces = stills.detect(path)
            except KnownError as error:
                failed = True
                complain(error, as_json=as_json, image=str(path))
                continue
            if as_json:
                emit({"image": str(path), **faces_record(faces)})
            else:
                _describe(path, faces)
    if failed:
        raise typer.Exit(FAILED)


def _describe(path: Path, faces: tuple[Face, ...]) -> None:
    say(f"{path}: {len(faces)} face{'' if len(faces) == 1 else 's'}")
    for face in faces:
        box, who = face.box, face.attributes
        about = f", {who.gender.value} about {who.age:.0f}" if who else ""
        turned = f", turned by {face.orient}°" if face.orient else ""
        issues = face.quality.complaint
        say(
            f"  {box.width:.0f}×{box.height:.0f} at {box.left:.0f},{box.top:.0f}{about}, yaw {face.pose.yaw:+.0f}° "
            f"pitch {face.pose.pitch:+.0f}° roll {face.pose.roll:+.0f}°{turned}, "
            f"quality {100 * face.quality.overall:.0f} %" + (f" ({issues})" if issues else "")
        )


def compare(first: Picture, second: Picture, as_json: Json = False) -> None:
    """Say whether two pictures show the same person."""
    with known_failures(as_json=as_json), open_stills() as stills:
        comparison = stills.compare(first, second)
    if as_json:
        emit(comparison_record(comparison))
        return
    verdict = "the same person" if comparison.same else "two different people"
    say(
        f"{100 * comparison.probability:.1f} %: {verdict} "
        f"(cosine {comparison.score:.3f}, threshold {comparison.threshold:.3f})"
    )


def search(context: typer.Context, image: Picture, as_json: Json = False) -> None:
    """Say who is in a picture, among the people enrolled."""
    with known_failures(as_json=as_json), open_desk(data_dir_of(context)) as desk:
        found = desk.stills.search(image, desk.roster)
        for face, match in found:
            recognised = desk.stills.is_named(match, desk.roster)
            name = desk.roster.name_of(match.person) if match.person is not None else None
            if as_json:
                emit({**face_record(face), **match_record(match, name, recognised=recognised)})
            elif recognised:
                say(f"{name} ({100 * match.probability:.0f} %, cosine {match.score:.3f}, margin {match.margin:.3f})")
            else:
                say(f"unknown (nearest cosine {match.score:.3f})")
