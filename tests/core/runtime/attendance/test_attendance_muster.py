"""The list of who is inside, as files that outlive the program."""

import logging
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.domain.errors import KnownError
from core.domain.ids import PersonId
from core.domain.reports import Muster, MusterRow
from core.runtime.attendance.muster import PAGE_FILE, TEXT_FILE, MusterKeeper, write
from core.runtime.attendance.musterpage import page, plain
from core.runtime.attendance.words import untranslated
from tests.helpers.guards import ExpectLog

EIGHT = datetime(2024, 5, 13, 6, 0, tzinfo=UTC)
ADA = MusterRow(PersonId("a"), "Ada <b>", frozenset({"Lab", "Fire"}), EIGHT, "North")
GUEST = MusterRow(PersonId("g"), "Gast", frozenset({"visitors"}), EIGHT, "", True, "Hilda")
LONE = MusterRow(PersonId("l"), "Lone", frozenset({"visitors"}), EIGHT, "", True)
LIST = Muster(EIGHT, "Europe/Berlin", "Müller & Söhne", (ADA, GUEST, LONE))
EMPTY = Muster(EIGHT, "Europe/Berlin", "", ())


def test_the_text_is_one_person_a_line() -> None:
    assert plain(LIST, untranslated).splitlines() == [
        "Who is inside",
        "Müller & Söhne",
        "As of 2024-05-13 08:00:00 (Europe/Berlin)",
        "3 people, 2 of them visitors",
        "",
        "[ ] Ada <b>  Fire, Lab         2024-05-13 08:00  North",
        "[ ] Gast     visitor of Hilda  2024-05-13 08:00",
        "[ ] Lone     visitor           2024-05-13 08:00",
    ]
    assert "Nobody is inside." in plain(EMPTY, untranslated)


def test_the_page_stands_alone_and_takes_names_for_names() -> None:
    text = page(LIST, untranslated).decode()
    assert "Ada &lt;b&gt;" in text
    assert "Müller &amp; Söhne" in text
    assert "src=" not in text
    assert "href=" not in text
    assert text.count("<tr>") == 4
    assert "<table" not in page(EMPTY, untranslated).decode()
    assert "Wer ist da" in page(LIST, lambda text: "Wer ist da" if text == "Who is inside" else text).decode()


def test_files_are_written_whole_and_trouble_is_told_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(tmp_path, LIST)
    assert "Gast" in (tmp_path / PAGE_FILE).read_text(encoding="utf-8")
    assert "Gast" in (tmp_path / TEXT_FILE).read_text(encoding="utf-8")
    (tmp_path / "file").write_text("in the way")
    keeper = MusterKeeper(tmp_path / "file", lambda: LIST)
    keeper.step()
    keeper.step()
    first = keeper.trouble
    assert isinstance(first, KnownError)
    assert len(caplog.records) == 1
    (tmp_path / "file").unlink()
    keeper.step()
    assert keeper.trouble is None
    caplog.clear()


@pytest.mark.live
def test_the_keeper_follows_and_ends_with_the_last_word(tmp_path: Path) -> None:
    asked, lists = threading.Semaphore(0), [EMPTY]

    def muster() -> Muster:
        asked.release()
        return lists[-1]

    keeper = MusterKeeper(tmp_path, muster)
    keeper.start()
    keeper.start()
    assert asked.acquire(timeout=20)
    lists.append(LIST)
    keeper.changed()
    keeper.changed()
    assert asked.acquire(timeout=20)
    lists.append(EMPTY)
    keeper.stop()
    keeper.stop()
    keeper.start()
    assert "Nobody is inside." in (tmp_path / TEXT_FILE).read_text(encoding="utf-8")
    assert not any(thread.name == "muster" for thread in threading.enumerate())


def test_a_bug_does_not_end_the_list(tmp_path: Path, expected_log: ExpectLog) -> None:
    expected_log("core.runtime.attendance.muster", logging.ERROR, "because of a bug")
    lists: list[Muster] = []
    keeper = MusterKeeper(tmp_path, lambda: lists[0])
    keeper.step()
    keeper.step()
    trouble = keeper.trouble
    assert isinstance(trouble, IndexError)
    lists.append(LIST)
    keeper.step()
    assert keeper.trouble is None
    assert "Gast" in (tmp_path / TEXT_FILE).read_text(encoding="utf-8")
