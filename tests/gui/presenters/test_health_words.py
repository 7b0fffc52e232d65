"""The machine's health in words."""

from dataclasses import replace

import pytest

from core.domain.camera import CameraState, CameraStatus
from core.domain.errors import ErrorCode, KnownError
from core.domain.health import Concern, ConcernKind, Severity
from core.runtime.figures import Spread
from core.runtime.health import EVENTS_WAIT, SENTENCES, THREAD_BUSY, Point
from gui.presenters.cameras import Tone
from gui.presenters.health import (
    age_text,
    camera_titles,
    concern_text,
    course_span,
    course_text,
    fresh_alarms,
    size_text,
    stage_titles,
    view_of,
    worst,
)
from gui.presenters.text import as_written
from tests.gui.fakes import ENTRANCE, LOBBY, healthy, status


def concern(
    kind: ConcernKind = ConcernKind.THREAD_STALLED, severity: Severity = Severity.ALARM, subject: str = "infer-0"
) -> Concern:
    return Concern(kind, severity, subject, THREAD_BUSY.format(subject=subject, seconds=12))


def shouting(context: str, text: str, /) -> str:
    """Translate into a language of capitals that keeps the facts."""
    del context
    parts = text.split("{")
    return "{".join([parts[0].upper(), *(p.split("}")[0] + "}" + p.split("}")[1].upper() for p in parts[1:])])


def test_a_healthy_machine_has_figures_and_no_notes() -> None:
    view = view_of(healthy(cameras=[status(ENTRANCE)]), as_written)
    assert view.notes == ()
    assert view.stages == (("From capture to name", "84.0", "120", "131"),)
    assert dict(view.memory)["In use"] == "412\u00a0MB"
    assert dict(view.memory)["Growth"] == "+0.3 MB/min"
    assert dict(view.storage)["Free on its disk"] == "73.1\u00a0GB"
    assert dict(view.storage)["A transaction"] == "4 ms"
    assert dict(view.queues) == {
        "Pictures to be analysed": "1",
        "Faces to be decided": "3 of 256",
        "Events to be written": "2",
    }


def test_before_the_first_look_nothing_is_claimed() -> None:
    early = replace(healthy(), sample=None, memory=(), stages={"detect": Spread(0, 0.0, 0.0, 0.0)})
    view = view_of(early, as_written)
    assert (view.memory, view.storage, view.queues, view.stages) == ((), (), (), ())
    assert course_text(view.course, as_written) == "Nothing is known yet"


@pytest.mark.parametrize(
    ("slope", "said"), [(None, "too early to say"), (0.05, "none"), (-2.0, "\u22122.0 MB/min"), (3.14, "+3.1 MB/min")]
)
def test_growth_is_a_number_only_where_it_means_something(slope: float | None, said: str) -> None:
    view = view_of(replace(healthy(), slope_mb_min=slope), as_written)
    assert dict(view.memory)["Growth"] == said


def test_a_disk_that_cannot_be_asked_is_left_blank() -> None:
    sample = healthy().sample
    assert sample is not None
    unknown = replace(sample, disk=replace(sample.disk, free_bytes=None, writes_ms=()))
    view = view_of(replace(healthy(), sample=unknown), as_written)
    assert dict(view.storage)["Free on its disk"] == "–"
    assert dict(view.storage)["A test write"] == "–"


def test_cameras_in_trouble_are_notes_and_have_their_reason_in_the_table() -> None:
    lost = CameraStatus(ENTRANCE, CameraState.LOST, "Pulled.", 0.0, 900, 1234, 640, 360, 0, 3, 42_000.0)
    view = view_of(healthy(concern(), cameras=[lost, status(LOBBY)]), as_written)
    assert [(note.tone, note.text[:12]) for note in view.notes] == [
        (Tone.BAD, "The thread i"),
        (Tone.BAD, "Entrance: Lo"),
    ]
    first, second = view.cameras
    assert (first.state, first.reason) == ("Lost – trying again", "Lost – trying again · Pulled.")
    assert dict(zip(camera_titles(as_written), first.figures, strict=True)) == {
        "Pictures/s": "0.0",
        "Age": "42 s",
        "Dropped": "1\u202f234",
        "Reconnects": "3",
    }
    assert (second.reason, second.figures[1]) == ("", "–")


def test_every_sentence_is_said_in_the_users_language() -> None:
    for pattern in SENTENCES:
        names = {"subject", "seconds", "waiting", "rss", "rate", "ms", "reason", "free"}
        english = pattern.format(**dict.fromkeys(names, "7"))
        found = replace(concern(), detail=english)
        assert concern_text(found, as_written) == english
        assert concern_text(found, shouting) == shouting("", pattern).format(**dict.fromkeys(names, "7"))


def test_a_reason_that_is_a_known_failure_is_translated_too() -> None:
    reason = str(KnownError(ErrorCode.DISK_FULL, path="/data"))
    found = replace(concern(ConcernKind.EVENTS_WAITING), detail=EVENTS_WAIT.format(waiting=3, reason=reason))
    said = concern_text(found, shouting)
    assert said.startswith("3 EVENTS WAIT TO BE WRITTEN. THE DISK HOLDING /data IS FULL.")


def test_what_nobody_knows_is_said_as_it_is() -> None:
    assert concern_text(replace(concern(), detail="Something else."), shouting) == "Something else."


def test_the_dot_has_the_colour_of_the_worst() -> None:
    notice = concern(severity=Severity.NOTICE)
    assert worst(()) is None
    assert worst([notice]) is Tone.WAITING
    assert worst([notice, concern(subject="other")]) is Tone.BAD


def test_only_alarms_that_are_new_are_told() -> None:
    notice, alarm = concern(severity=Severity.NOTICE), concern()
    assert fresh_alarms((), (notice,)) == ()
    assert fresh_alarms((notice,), (alarm,)) == (alarm,)
    assert fresh_alarms((alarm,), (alarm,)) == ()
    assert fresh_alarms((), (concern(ConcernKind.EVENTS_WAITING),)) == ()


@pytest.mark.parametrize(
    ("ms", "said"), [(None, "–"), (41.2, "41 ms"), (1_500.0, "2 s"), (119_000.0, "119 s"), (600_000.0, "10 min")]
)
def test_ages(ms: float | None, said: str) -> None:
    assert age_text(ms, as_written) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1_000, "1 KB"),
        (8_400_000, "8 MB"),
        (999_700_000, "1.0 GB"),
        (5e11, "500 GB"),
    ],
)
def test_sizes(count: float, said: str) -> None:
    assert size_text(count).replace("\u00a0", " ") == said


def test_a_calm_course_looks_calm() -> None:
    calm = [Point(0.0, 400.0, 0.0), Point(600.0, 402.0, 0.0)]
    assert course_span(calm) == (381.0, 421.0)
    assert course_span([*calm, Point(610.0, 600.0, 0.0)]) == (400.0, 600.0)
    assert course_span([]) == (-20.0, 20.0)
    assert course_text(calm, as_written) == "Between 400\u00a0MB and 402\u00a0MB in the last 10 min"


def test_the_stages_have_as_many_titles_as_figures() -> None:
    (row,) = view_of(healthy(), as_written).stages
    assert len(stage_titles(as_written)) == len(row) - 1
