"""What people have shown at a door a moment ago, so that a face and a PIN count together."""

from dataclasses import dataclass, field, replace

from core.domain.access import NO_PROOF, Proof
from core.domain.ids import DoorId, PersonId

PROOF_NS = 15_000_000_000
"""Between the look into the camera and the last digit of a PIN, in monotonic nanoseconds."""
_MANY = 1000


@dataclass(slots=True)
class ShownProofs:
    """Faces and secrets shown at doors, for a short while. One thread at a time."""

    _faces: dict[tuple[DoorId, PersonId], int] = field(default_factory=dict)
    _secrets: dict[tuple[DoorId, PersonId], tuple[int, Proof]] = field(default_factory=dict)

    def add(self, door: DoorId, person: PersonId, proof: Proof, now_ns: int) -> Proof:
        """Keep what was shown and return it with what was before."""
        key = (door, person)
        if proof.face:
            self._faces[key] = now_ns
        before = self._recent(key, now_ns)
        whole = Proof(
            face=now_ns - self._faces.get(key, -PROOF_NS) < PROOF_NS,
            pin=proof.pin or before.pin,
            code=proof.code or before.code,
            duress=proof.duress or before.duress,
        )
        if proof.pin or proof.code or proof.duress:
            self._secrets[key] = (now_ns, replace(whole, face=False))
        self._forget_old(now_ns)
        return whole

    def of(self, door: DoorId, person: PersonId, now_ns: int) -> Proof:
        """Return what somebody has shown."""
        key = (door, person)
        secret = self._recent(key, now_ns)
        return replace(secret, face=now_ns - self._faces.get(key, -PROOF_NS) < PROOF_NS)

    def use(self, door: DoorId, person: PersonId) -> None:
        """Forget what has opened a door: a PIN opens once."""
        self._faces.pop((door, person), None)
        self._secrets.pop((door, person), None)

    def _recent(self, key: tuple[DoorId, PersonId], now_ns: int) -> Proof:
        at, proof = self._secrets.get(key, (now_ns - PROOF_NS, NO_PROOF))
        return proof if now_ns - at < PROOF_NS else NO_PROOF

    def _forget_old(self, now_ns: int) -> None:
        if len(self._faces) + len(self._secrets) > _MANY:
            self._faces = {key: at for key, at in self._faces.items() if now_ns - at < PROOF_NS}
            self._secrets = {key: kept for key, kept in self._secrets.items() if now_ns - kept[0] < PROOF_NS}
