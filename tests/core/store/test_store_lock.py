"""One Usher per data folder."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from core.domain.errors import ErrorCode, KnownError
from core.store.database import StoreDatabase
from core.store.lock import FolderLock

HOLDER = """
import sys
from pathlib import Path
from core.store.lock import FolderLock
lock = FolderLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""

WRITER_AS_NOBODY = """
import os
import sys
from pathlib import Path
from core.domain.errors import KnownError
from core.store.database import StoreDatabase
os.setuid(65534)
try:
    StoreDatabase(Path(sys.argv[1])).close()
except KnownError as error:
    print(error.code)
"""


def test_a_folder_is_held_once_and_may_be_taken_again(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "数据"
    lock = FolderLock(folder)
    with pytest.raises(KnownError) as caught:
        FolderLock(folder)
    assert caught.value.code is ErrorCode.STORE_IN_USE
    assert str(folder) in str(caught.value)
    lock.release()
    lock.release()
    FolderLock(folder).release()


def test_another_process_is_noticed_and_its_death_too(tmp_path: Path, repo_root: Path) -> None:
    holder = [sys.executable, "-c", HOLDER, str(tmp_path)]
    pipe = subprocess.PIPE
    with subprocess.Popen(holder, stdin=pipe, stdout=pipe, text=True, cwd=repo_root) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(KnownError) as caught:
            StoreDatabase(tmp_path)
        assert caught.value.code is ErrorCode.STORE_IN_USE
        process.send_signal(signal.SIGKILL)
        process.wait()
        StoreDatabase(tmp_path).close()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for folder in (tmp_path / "file", tmp_path / "file" / "data"):
        with pytest.raises(KnownError) as caught:
            FolderLock(folder)
        assert caught.value.code is ErrorCode.FOLDER_NOT_WRITABLE
        assert str(folder) in str(caught.value)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root; the next test stands in")
def test_a_read_only_folder(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(KnownError) as caught:
        StoreDatabase(tmp_path)
    tmp_path.chmod(0o700)
    assert caught.value.code is ErrorCode.FOLDER_NOT_WRITABLE


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else; the test before does it directly")
@pytest.mark.parametrize("used_before", [False, True])
def test_somebody_elses_folder(tmp_path: Path, used_before: bool, repo_root: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    if used_before:
        StoreDatabase(folder).close()
    for part in (folder, *folder.parents[:3]):
        part.chmod(0o755)
    command = [sys.executable, "-c", WRITER_AS_NOBODY, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=repo_root, check=False)
    assert (done.stdout, done.stderr) == ("folder-not-writable\n", "")
