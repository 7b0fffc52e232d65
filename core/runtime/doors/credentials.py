"""PINs and QR codes of people, given and taken by an operator."""

from core.domain.credentials import SecretKind
from core.domain.explaining import GivenCode
from core.domain.ids import PersonId


class CredentialDesk:
    """Safe from any thread; everything waits for the disk. Only hashes are kept: nothing can be shown again."""

    def kinds(self, person: PersonId) -> frozenset[SecretKind]:
        """Return what a person has."""
        raise NotImplementedError

    def set_pin(self, person: PersonId, pin: str) -> None:
        """Give somebody a PIN in the place of the old one. Raises KnownError(PIN_WEAK, PIN_LIKE_DURESS)."""
        raise NotImplementedError

    def take_pin(self, person: PersonId) -> None:
        """Take somebody's PIN, and with it the one for duress."""
        raise NotImplementedError

    def set_duress(self, person: PersonId, pin: str) -> None:
        """Give somebody a second PIN that raises a silent alarm. Raises KnownError(PIN_WEAK, PIN_LIKE_DURESS)."""
        raise NotImplementedError

    def take_duress(self, person: PersonId) -> None:
        """Take somebody's PIN for duress."""
        raise NotImplementedError

    def give_code(self, person: PersonId) -> GivenCode:
        """Make somebody a new code; the one they had is worth nothing from then on. Raises KnownError."""
        raise NotImplementedError

    def revoke_code(self, person: PersonId) -> None:
        """Make somebody's code worth nothing."""
        raise NotImplementedError

    def check(self, person: PersonId, pin: str) -> SecretKind | None:
        """Return whether this is the person's PIN or DURESS one; None for neither. Takes a tenth of a second."""
        raise NotImplementedError

    def of_code(self, code: str) -> PersonId | None:
        """Return whose code this is."""
        raise NotImplementedError
