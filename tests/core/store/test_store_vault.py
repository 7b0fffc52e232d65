"""Nothing taken from a face reaches the disk without passing the vault."""

from pathlib import Path

import pytest

from core.domain.errors import ErrorCode, KnownError
from core.store.vault import PlainVault
from tests.core.store.support import MODEL, opened, person, shot, unknown

SEALED = b"sealed:"


class MarkingVault:
    """Writes bytes backwards behind their context, and insists on finding both again."""

    def __init__(self) -> None:
        self.contexts: list[str] = []

    def seal(self, data: bytes, context: str) -> bytes:
        self.contexts.append(context)
        return SEALED + context.encode() + b"|" + data[::-1]

    def open(self, sealed: bytes, context: str) -> bytes:
        head = SEALED + context.encode() + b"|"
        if not sealed.startswith(head):
            raise KnownError(ErrorCode.BLOB_DAMAGED, detail="not sealed here")
        return sealed[len(head) :][::-1]


def test_the_plain_vault_changes_nothing() -> None:
    vault = PlainVault()
    assert vault.open(vault.seal(b"\x00face", "whose"), "whose") == b"\x00face"


def test_embeddings_crops_and_portraits_are_sealed_for_their_owner(tmp_path: Path) -> None:
    vault = MarkingVault()
    ada, given, seen = person(), shot(1), unknown()
    with opened(tmp_path, vault) as store:
        (template,) = store.add_person(ada, [given])
        store.record(seen)
    assert template.crop_jpeg == given.crop_jpeg
    assert len(vault.contexts) == len(set(vault.contexts)) == 5
    assert all(context.endswith((f" {ada.id}", f" {seen.id}")) for context in vault.contexts)
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for secret in (given.embedding.to_blob(), given.crop_jpeg, seen.shot.embedding.to_blob(), b"\xff\xd8\xff\xe0"):
        assert secret not in stored
    with opened(tmp_path, vault) as store:
        assert store.templates(MODEL)[0].crop_jpeg == given.crop_jpeg
        portrait = store.sighting_portrait(seen.id)
    assert portrait is not None
    assert portrait.startswith(b"\xff\xd8")


def test_what_another_vault_sealed_is_damaged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    seen = unknown()
    with opened(tmp_path) as store:
        store.add_person(person(), [shot(1)])
        store.record(seen)
    with opened(tmp_path, MarkingVault()) as store:
        assert store.templates(MODEL) == ()
        with pytest.raises(KnownError) as caught:
            store.sighting_portrait(seen.id)
    assert caught.value.code is ErrorCode.BLOB_DAMAGED
    assert "not sealed here" in caplog.text
