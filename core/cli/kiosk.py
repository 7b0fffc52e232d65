"""`usher kiosk`: the entrance, full screen."""

import importlib
import re
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from core.bootstrap.kiosk import set_kiosk_pin
from core.cli.context import data_dir_of
from core.cli.live import BlurFaces, Language, Screenshot, Seconds, Theme
from core.cli.output import known_failures, say
from core.config import load_settings
from core.domain.errors import ErrorCode, KnownError
from core.runtime.logs import logged_to

_SIZE = re.compile(r"([1-9]\d{2,4})x([1-9]\d{2,4})")


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(kiosk)


def kiosk(
    context: typer.Context,
    demo: Annotated[bool, typer.Option("--demo", help="Try it with a simulated camera; nothing is kept.")] = False,
    camera: Annotated[str, typer.Option(help="The camera people stand in front of, by name or id.")] = "",
    set_pin: Annotated[bool, typer.Option("--set-pin", help="Set the PIN it takes to leave, and stop.")] = False,
    seconds: Seconds = None,
    screenshot: Screenshot = None,
    size: Annotated[str, typer.Option(help="Do not fill the screen, but so many pixels, such as 1080x1920.")] = "",
    theme: Theme = None,
    language: Language = None,
    blur_faces: BlurFaces = False,
) -> None:
    """Greet whoever comes in: by face, or by PIN or QR code. Only a PIN leads out of it."""
    data_dir = data_dir_of(context)
    if set_pin:
        _ask_for_pin(data_dir)
        return
    chosen = _SIZE.fullmatch(size)
    if size and chosen is None:
        raise typer.BadParameter("write width and height as in 1080x1920", param_hint="--size")
    pixels = (int(chosen[1]), int(chosen[2])) if chosen is not None else None
    with known_failures(), nullcontext() if demo else logged_to(data_dir):
        if not demo and not load_settings(data_dir).kiosk.pin:
            raise KnownError(ErrorCode.KIOSK_PIN_MISSING)  # said here too, before there is a window
        # The window stands above the core, which therefore may not know it when it is imported.
        run = importlib.import_module("gui.kiosk.app").run_kiosk
        code: int = run(
            data_dir, demo=demo, camera=camera, seconds=seconds, screenshot=screenshot, size=pixels,
            language=language, theme=theme, blur_faces=blur_faces,
        )  # fmt: skip
    raise typer.Exit(code)


def _ask_for_pin(data_dir: Path) -> None:
    pin = typer.prompt("PIN to leave the kiosk", hide_input=True, confirmation_prompt=True)
    with known_failures():
        set_kiosk_pin(data_dir, pin)
    say("The PIN is set. It is asked for whenever somebody wants to leave the kiosk.")
