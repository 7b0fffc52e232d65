import threading

import numpy as np
import pytest

from core.capture.source import GuardedSource, NoPicture, Picture, Reading, SourceInfo


class SlowSource(GuardedSource):
    """Blocks where it is told to, and remembers whether it was freed while in use."""

    def __init__(self) -> None:
        super().__init__()
        self.entered, self.go_on = threading.Event(), threading.Event()
        self.using = False
        self.freed: list[bool] = []

    def _open(self) -> SourceInfo:
        self._use()
        return SourceInfo(0, 0, 0.0)

    def _read(self, timeout_s: float) -> Reading:
        del timeout_s
        self._use()
        return Picture(np.zeros((1, 1, 3), np.uint8), None)

    def _use(self) -> None:
        self.using = True
        self.entered.set()
        assert self.go_on.wait(20)
        self.using = False

    def _free(self) -> None:
        self.freed.append(self.using)


@pytest.mark.parametrize("call", ["open", "read"])
def test_closing_in_the_middle_returns_at_once_and_the_user_frees(call: str) -> None:
    source = SlowSource()
    work = {"open": source.open, "read": lambda: source.read(1.0)}[call]
    user = threading.Thread(target=work)
    user.start()
    assert source.entered.wait(20)
    source.close()  # must not wait for the user, who waits for us
    assert source.freed == []
    source.go_on.set()
    user.join(20)
    assert source.freed == [False]


def test_nothing_is_read_after_closing() -> None:
    source = SlowSource()
    source.go_on.set()
    source.open()
    source.close()
    source.entered.clear()
    assert source.read(1.0) is NoPicture.WAITING
    assert not source.entered.is_set()


def test_a_read_that_fails_while_being_closed_still_frees() -> None:
    class Failing(SlowSource):
        def _read(self, timeout_s: float) -> Reading:
            super()._read(timeout_s)
            raise OSError("unplugged")

    source = Failing()
    errors: list[OSError] = []

    def use() -> None:
        try:
            source.read(1.0)
        except OSError as error:
            errors.append(error)

    user = threading.Thread(target=use)
    user.start()
    assert source.entered.wait(20)
    source.close()
    source.go_on.set()
    user.join(20)
    assert len(errors) == 1
    assert source.freed == [False]
