"""PINs and QR codes of people: given and taken by an operator, checked at a door or a kiosk."""

import base64
import secrets
from collections.abc import Callable

import cv2
import numpy as np

from core.domain.clock import Clock
from core.domain.credentials import SecretKind
from core.domain.errors import BugError
from core.domain.explaining import GivenCode
from core.domain.ids import DoorId, PersonId
from core.runtime.doors.pins import PinGuard
from core.runtime.site_ports import Secrets

_CODE_BYTES = 15
"""120 random bits: 24 letters and digits, which a small QR code holds in its compact mode."""
_MODULE_PX = 8
_MARGIN = 2
"""OpenCV draws two modules of the white margin; ISO/IEC 18004 asks for four."""

WrongPin = Callable[[PersonId, DoorId], None]
"""Told of every wrong PIN at a door."""


class CredentialDesk:
    """Safe from any thread; everything waits for the disk. Only hashes are kept: nothing can be shown again."""

    def __init__(self, kept: Secrets, clock: Clock, wrong: WrongPin) -> None:
        self._kept = kept
        self._guard = PinGuard(clock)
        self._wrong = wrong

    def kinds(self, person: PersonId) -> frozenset[SecretKind]:
        """Return what a person has."""
        return self._kept.kinds(person)

    def set_pin(self, person: PersonId, pin: str) -> None:
        """Give somebody a PIN in the place of the old one. Raises KnownError(PIN_WEAK, PIN_LIKE_DURESS)."""
        self._kept.give(person, SecretKind.PIN, pin)
        self._guard.hit(person)

    def take_pin(self, person: PersonId) -> None:
        """Take somebody's PIN, and with it the one for duress."""
        self._kept.take(person, SecretKind.PIN)
        self._kept.take(person, SecretKind.DURESS)

    def set_duress(self, person: PersonId, pin: str) -> None:
        """Give somebody a second PIN that raises a silent alarm. Raises KnownError(PIN_WEAK, PIN_LIKE_DURESS)."""
        self._kept.give(person, SecretKind.DURESS, pin)

    def take_duress(self, person: PersonId) -> None:
        """Take somebody's PIN for duress."""
        self._kept.take(person, SecretKind.DURESS)

    def give_code(self, person: PersonId) -> GivenCode:
        """Make somebody a new code; the one they had is worth nothing from then on. Raises KnownError."""
        code = base64.b32encode(secrets.token_bytes(_CODE_BYTES)).decode()
        self._kept.give(person, SecretKind.CODE, code)
        return GivenCode(code, qr_png(code))

    def revoke_code(self, person: PersonId) -> None:
        """Make somebody's code worth nothing."""
        self._kept.take(person, SecretKind.CODE)

    def check(self, person: PersonId, pin: str, door: DoorId | None = None) -> SecretKind | None:
        """Return whether this is the person's PIN or DURESS one; None for neither. Takes a tenth of a second.

        `door` is where it was typed; a wrong one is written down there. Raises KnownError(PIN_LOCKED) after several
        wrong ones of this person or at this door: then it is not even looked at.
        """
        self._guard.refuse_hasty(person, door)
        kind = self._kept.check(person, pin)
        if kind is None:
            self._guard.missed(person, door)
            if door is not None:
                self._wrong(person, door)
        else:
            self._guard.hit(person)
        return kind

    def of_code(self, code: str) -> PersonId | None:
        """Return whose code this is."""
        return self._kept.of_code(code)


def qr_png(text: str) -> bytes:
    """Return a PNG of a QR code with its white margin, in grey levels."""
    modules = cv2.QRCodeEncoder.create().encode(text)  # one pixel a module
    framed = np.pad(modules, _MARGIN, constant_values=255)
    written, png = cv2.imencode(".png", np.kron(framed, np.ones((_MODULE_PX, _MODULE_PX), np.uint8)))
    if not written:
        raise BugError("a QR code could not be written as PNG")
    return png.tobytes()
