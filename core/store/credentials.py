"""PINs and codes; what is kept of them is not what was given.

A PIN has few digits, so that its hash is made slow: scrypt (RFC 7914) with 32 MB and a tenth of a second. A code is
random and long, so that a plain hash of it can be looked up.
"""

import hashlib
import hmac
import itertools
import secrets

from sqlite_utils import Database

from core.domain.credentials import SecretKind
from core.domain.errors import ErrorCode, KnownError
from core.domain.ids import PersonId
from core.store.database import StoreDatabase
from core.store.templates import refuse_unknown_person

SHORTEST_PIN = 4
LONGEST_PIN = 12

_COST, _BLOCK, _LANES = 1 << 15, 8, 1
_MEMORY = 2 * 128 * _COST * _BLOCK
"""Bytes scrypt may take: twice what it needs for its table."""
_SALT_BYTES = 16
_PINS = (SecretKind.PIN, SecretKind.DURESS)

_WRITE = "INSERT OR REPLACE INTO secrets VALUES (?, ?, ?, ?)"
_HASHES = "SELECT kind, salt, hash FROM secrets WHERE person = ? AND kind <> 'code'"
_OWNER = """
SELECT person FROM secrets JOIN people ON people.id = person
WHERE kind = 'code' AND hash = ? AND removed_at IS NULL
"""


class SqliteSecrets:
    """Implements core.runtime.site_ports.Secrets on the store's database."""

    def __init__(self, database: StoreDatabase) -> None:
        self._database = database

    def give(self, person: PersonId, kind: SecretKind, secret: str) -> None:
        """Set a person's PIN or code in the place of the old one.

        Raises KnownError: PIN_WEAK, PIN_LIKE_DURESS (the two must differ), PERSON_UNKNOWN.
        """
        if kind is SecretKind.CODE:
            self._write(person, kind, b"", _hash_of_code(secret))
            return
        if is_weak(secret):
            raise KnownError(ErrorCode.PIN_WEAK)
        others = self._pins(person)
        # One salt for both, so that telling which of the two was typed takes the time of one.
        salt = next((salt for salt, _ in others.values()), None) or secrets.token_bytes(_SALT_BYTES)
        hashed = _hash_of_pin(secret, salt)
        if any(hmac.compare_digest(hashed, other) for its, (_, other) in others.items() if its is not kind):
            raise KnownError(ErrorCode.PIN_LIKE_DURESS)
        self._write(person, kind, salt, hashed)

    def take(self, person: PersonId, kind: SecretKind) -> None:
        """Delete one; nothing if there is none."""
        sql = "DELETE FROM secrets WHERE person = ? AND kind = ?"
        self._database.write(lambda db: db.execute(sql, [person, kind.value]))

    def kinds(self, person: PersonId) -> frozenset[SecretKind]:
        """Return what a person has."""
        with self._database.reading() as db:
            rows = db.execute("SELECT kind FROM secrets WHERE person = ?", [person]).fetchall()
        return frozenset(SecretKind(kind) for (kind,) in rows)

    def check(self, person: PersonId, pin: str) -> SecretKind | None:
        """Return whether this is the person's PIN or DURESS one; None for neither. Takes a tenth of a second."""
        pins = self._pins(person)
        # Without a PIN it takes as long, so that the time does not tell who has one.
        salt = next((salt for salt, _ in pins.values()), bytes(_SALT_BYTES))
        hashed = _hash_of_pin(pin, salt)
        fitting = [kind for kind, (_, other) in pins.items() if hmac.compare_digest(hashed, other)]
        return fitting[0] if fitting else None

    def of_code(self, code: str) -> PersonId | None:
        """Return whose code this is."""
        with self._database.reading() as db:
            rows = db.execute(_OWNER, [_hash_of_code(code)]).fetchall()
        return PersonId(rows[0][0]) if rows else None

    def _pins(self, person: PersonId) -> dict[SecretKind, tuple[bytes, bytes]]:
        with self._database.reading() as db:
            rows = db.execute(_HASHES, [person]).fetchall()
        return {SecretKind(kind): (salt, hashed) for kind, salt, hashed in rows}

    def _write(self, person: PersonId, kind: SecretKind, salt: bytes, hashed: bytes) -> None:
        def work(db: Database) -> None:
            refuse_unknown_person(db, person)
            db.execute(_WRITE, [person, kind.value, salt, hashed])

        self._database.write(work)


def is_weak(pin: str) -> bool:
    """Say whether a PIN is none, or the first that anybody would try: 1111, 1212, 1234, 9876, 7890."""
    if not (SHORTEST_PIN <= len(pin) <= LONGEST_PIN and pin.isascii() and pin.isdecimal()):
        return True
    steps = {(int(after) - int(before)) % 10 for before, after in itertools.pairwise(pin)}
    repeated = pin[2:] == pin[:-2]
    return repeated or steps in ({1}, {9})


def _hash_of_pin(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=_COST, r=_BLOCK, p=_LANES, maxmem=_MEMORY, dklen=32)


def _hash_of_code(code: str) -> bytes:
    return hashlib.sha256(code.encode()).digest()
