import threading
from collections import Counter

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from core.capture.inbox import FrameLease, Inbox
from core.domain.ids import CameraId
from tests.core.capture.capture_support import frame

CAMERAS = [CameraId(name) for name in "abcd"]


class InboxMachine(RuleBasedStateMachine):
    """Compares the inbox with a plain model of what it promises."""

    def __init__(self) -> None:
        super().__init__()
        self.inbox = Inbox()
        self.newest: dict[CameraId, object] = {}
        self.held: dict[CameraId, FrameLease] = {}
        self.passed_over: Counter[CameraId] = Counter()
        self.put: Counter[CameraId] = Counter()
        self.taken: Counter[CameraId] = Counter()

    @rule(camera=st.sampled_from(CAMERAS))
    def leave(self, camera: CameraId) -> None:
        sent = frame(camera, self.put[camera])
        self.inbox.put(sent)
        self.newest[camera] = sent
        self.put[camera] += 1
        self._check()

    @rule()
    def lease(self) -> None:
        ready = [camera for camera in self.newest if camera not in self.held]
        lease = self.inbox.lease(0.0)
        if not ready:
            assert lease is None
            return
        assert lease is not None
        camera = lease.frame.camera
        assert camera in ready
        assert lease.frame is self.newest.pop(camera)
        for other in ready:
            self.passed_over[other] = 0 if other == camera else self.passed_over[other] + 1
            assert self.passed_over[other] < len(CAMERAS)
        self.held[camera] = lease
        self.taken[camera] += 1
        self._check()

    @precondition(lambda self: self.held)
    @rule(choice=st.integers(0, 3), twice=st.booleans())
    def release(self, choice: int, twice: bool) -> None:
        camera = sorted(self.held)[choice % len(self.held)]
        lease = self.held.pop(camera)
        lease.release()
        if twice:
            lease.release()
        self._check()

    @rule(camera=st.sampled_from(CAMERAS))
    def forget(self, camera: CameraId) -> None:
        self.inbox.forget(camera)
        self.newest.pop(camera, None)
        self.put[camera] = self.taken[camera] = self.passed_over[camera] = 0
        self._check()

    def _check(self) -> None:
        for camera in CAMERAS:
            waiting = camera in self.newest
            assert self.inbox.put_count(camera) == self.put[camera]
            assert self.inbox.dropped(camera) == self.put[camera] - self.taken[camera] - waiting
        assert self.inbox.wait_idle(0.0) is (not self.newest and not self.held)


TestInboxMachine = InboxMachine.TestCase
TestInboxMachine.settings = settings(max_examples=30, stateful_step_count=40)


def test_of_waiting_cameras_the_one_that_waited_longest_is_next() -> None:
    inbox = Inbox()
    for camera in "cab":
        inbox.put(frame(camera, 0))
    inbox.put(frame("c", 1))  # newer, but waiting since before
    leases = [inbox.lease(0.0) for _ in range(3)]
    assert [(lease.frame.camera, lease.frame.seq) for lease in leases if lease] == [("c", 1), ("a", 0), ("b", 0)]


def test_a_frame_of_a_leased_camera_waits_for_the_release() -> None:
    inbox = Inbox()
    inbox.put(frame("a", 0))
    first = inbox.lease(0.0)
    assert first is not None
    inbox.put(frame("a", 1))
    assert inbox.lease(0.0) is None
    first.release()
    second = inbox.lease(0.0)
    assert second is not None
    assert second.frame.seq == 1


def test_releasing_twice_does_not_free_the_camera_from_its_next_holder() -> None:
    inbox = Inbox()
    inbox.put(frame("a", 0))
    first = inbox.lease(0.0)
    assert first is not None
    first.release()
    inbox.put(frame("a", 1))
    assert inbox.lease(0.0) is not None
    first.release()
    inbox.put(frame("a", 2))
    assert inbox.lease(0.0) is None


def test_closing_sends_every_waiter_away() -> None:
    inbox = Inbox()
    inbox.put(frame("a", 0))
    lease = inbox.lease(0.0)
    assert lease is not None
    inbox.put(frame("a", 1))
    answers: list[object] = []
    waiters = [threading.Thread(target=lambda: answers.append(inbox.lease())) for _ in range(3)]
    waiters.append(threading.Thread(target=lambda: answers.append(inbox.put_wait(frame("a", 2), threading.Event()))))
    for waiter in waiters:
        waiter.start()
    inbox.close()
    inbox.close()
    for waiter in waiters:
        waiter.join(20)
    assert Counter(answers) == Counter([None, None, None, False])
    lease.release()
    inbox.put(frame("a", 3))
    assert inbox.lease(0.0) is None
    assert inbox.wait_idle(0.0)


def test_waiting_to_put_ends_with_the_stop_event() -> None:
    inbox = Inbox()
    stop = threading.Event()
    assert inbox.put_wait(frame("a", 0), stop)
    answers: list[bool] = []
    waiter = threading.Thread(target=lambda: answers.append(inbox.put_wait(frame("a", 1), stop)))
    waiter.start()
    stop.set()
    inbox.wake()
    waiter.join(20)
    assert answers == [False]
    lease = inbox.lease(0.0)
    assert lease is not None
    assert lease.frame.seq == 0


def test_waiting_for_idle_ends_with_the_last_release() -> None:
    inbox = Inbox()
    inbox.put(frame("a", 0))
    lease = inbox.lease(0.0)
    assert lease is not None
    answers: list[bool] = []
    waiter = threading.Thread(target=lambda: answers.append(inbox.wait_idle(20.0)))
    waiter.start()
    lease.release()
    waiter.join(20)
    assert answers == [True]


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_with_waiting_producers_no_frame_is_lost_no_wake_up_missed_and_no_camera_shared(workers: int) -> None:
    inbox, stop = Inbox(), threading.Event()
    count = 150
    busy: Counter[CameraId] = Counter()
    seen: dict[CameraId, list[int]] = {camera: [] for camera in CAMERAS}
    shared: list[CameraId] = []

    def produce(camera: CameraId) -> None:
        for seq in range(count):
            assert inbox.put_wait(frame(camera, seq), stop)

    def work() -> None:
        while (lease := inbox.lease()) is not None:
            camera = lease.frame.camera
            busy[camera] += 1
            if busy[camera] > 1:
                shared.append(camera)
            seen[camera].append(lease.frame.seq)
            busy[camera] -= 1
            lease.release()

    producers = [threading.Thread(target=produce, args=(camera,)) for camera in CAMERAS]
    consumers = [threading.Thread(target=work) for _ in range(workers)]
    for thread in producers + consumers:
        thread.start()
    for thread in producers:
        thread.join(60)
    assert inbox.wait_idle(60.0)
    inbox.close()
    for thread in consumers:
        thread.join(20)
    assert seen == {camera: list(range(count)) for camera in CAMERAS}
    assert shared == []
    assert [inbox.dropped(camera) for camera in CAMERAS] == [0, 0, 0, 0]


def test_with_producers_that_do_not_wait_the_last_frame_always_arrives() -> None:
    inbox = Inbox()
    count = 3000
    seen: dict[CameraId, list[int]] = {camera: [] for camera in CAMERAS}

    def produce(camera: CameraId) -> None:
        for seq in range(count):
            inbox.put(frame(camera, seq))

    def work() -> None:
        while (lease := inbox.lease()) is not None:
            seen[lease.frame.camera].append(lease.frame.seq)
            lease.release()

    producers = [threading.Thread(target=produce, args=(camera,)) for camera in CAMERAS]
    consumers = [threading.Thread(target=work) for _ in range(2)]
    for thread in producers + consumers:
        thread.start()
    for thread in producers:
        thread.join(60)
    assert inbox.wait_idle(60.0)
    inbox.close()
    for thread in consumers:
        thread.join(20)
    for camera in CAMERAS:
        assert seen[camera] == sorted(set(seen[camera]))
        assert seen[camera][-1] == count - 1
        assert inbox.dropped(camera) == count - len(seen[camera])
