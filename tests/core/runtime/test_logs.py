"""The log of a live run: JSON lines, bounded, without passwords, and never in the way."""

import json
import logging
import re
import threading
from pathlib import Path

import pytest

from core.runtime import logs
from core.runtime.logs import LOG_FILE, JsonLines, LogFile, logged_to
from tests.helpers.guards import ExpectLog

URL = "rtsp://admin:s3cret/@p@10.0.0.7:554/live?user=admin&password=s3cret"

log = logging.getLogger("core.test")


def lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_record_is_one_line_of_json(tmp_path: Path) -> None:
    with logged_to(tmp_path) as path:
        log.info("Die Tür %s\nist offen", "北门")
        log.debug("not kept")
        logging.getLogger("other").info("of somebody else, not kept")
    (record,) = lines(path)
    assert path == tmp_path / LOG_FILE
    assert record.pop("utc").endswith("+00:00")
    assert record == {
        "level": "INFO",
        "logger": "core.test",
        "thread": threading.current_thread().name,
        "message": "Die Tür 北门\nist offen",
    }


@pytest.mark.parametrize("exception", [False, True])
def test_passwords_are_hidden_in_message_arguments_and_exception(tmp_path: Path, *, exception: bool) -> None:
    with logged_to(tmp_path) as path:
        try:
            raise OSError(f"cannot open {URL}")
        except OSError as error:
            log.info("Camera %s: %s and %r", URL, {"source": URL}, [error], exc_info=exception)
    text = path.read_text(encoding="utf-8")
    assert "s3cret" not in text
    assert ("exception" in lines(path)[0]) == exception
    assert "10.0.0.7" in text


def test_arguments_that_do_not_fit_are_logged_all_the_same() -> None:
    record = logging.LogRecord("core", logging.INFO, "x.py", 1, "%d frames of %s", (URL,), None)
    said = json.loads(JsonLines().format(record))["message"]
    assert "%d frames" in said
    assert "s3cret" not in said


def test_the_files_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "FILE_BYTES", 1_000)
    with logged_to(tmp_path) as path:
        for number in range(100):
            log.info("record %d", number)
    files = sorted(path.parent.iterdir())
    assert [file.name for file in files] == ["usher.log", *(f"usher.log.{n}" for n in range(1, 5))]
    assert all(file.stat().st_size <= 1_000 for file in files)
    assert lines(path)[-1]["message"] == "record 99"


def test_levels_and_handlers_are_as_before_afterwards(tmp_path: Path) -> None:
    root, level = logging.getLogger(), logging.getLogger("core").level
    before = list(root.handlers)
    with logged_to(tmp_path):
        assert logging.getLogger("core").level == logging.INFO
    assert (root.handlers, logging.getLogger("core").level) == (before, level)


def test_a_folder_that_cannot_be_made_is_told_once_and_harms_nobody(
    tmp_path: Path, expected_log: ExpectLog, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    expected_log("core.runtime.logs", logging.WARNING, "cannot be written")
    with logged_to(tmp_path) as path:
        for _ in range(3):
            log.info("unheard")
    assert not path.exists()
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device that is always full")
def test_a_full_disk_is_told_once_and_writing_goes_on_when_there_is_room(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    handler = LogFile(tmp_path / "usher.log")
    record = logging.LogRecord("core", logging.INFO, "x.py", 1, "hello", (), None)
    (tmp_path / "usher.log").symlink_to("/dev/full")
    for _ in range(3):
        handler.emit(record)
    (tmp_path / "usher.log").unlink()
    handler.emit(record)
    handler.close()
    assert [r.levelname for r in caplog.records if re.search("cannot be written", r.getMessage())] == ["WARNING"]
    assert [line["message"] for line in lines(tmp_path / "usher.log")] == ["hello"]
