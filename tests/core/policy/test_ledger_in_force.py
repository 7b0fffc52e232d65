"""Which entries of the ledger count, and whose punches they are."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.attendance import Punch, Source, Way
from core.domain.ids import EventId, PersonId
from core.domain.ledger import Entry, Undo
from core.domain.work import Leave, LeaveKind
from core.policy.ledger import in_force, stamps

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
ANNA, BO = PersonId("anna"), PersonId("bo")


def punch(name: str, minutes: int = 0, person: PersonId = ANNA, voids: str = "", author: str = "") -> Entry:
    """Return an entry with a punch `minutes` after NOW."""
    fact = Punch(NOW + timedelta(minutes=minutes), person, Way.IN, Source.CAMERA, "Entrance")
    return Entry(EventId(name), NOW, fact, author, voids=EventId(voids) if voids else None)


def undo(name: str, voids: str) -> Entry:
    """Return an entry that undoes another one."""
    return Entry(EventId(name), NOW, Undo(), "Eve", "a mistake", EventId(voids))


def struck(name: str, voids: str) -> Entry:
    """Return an entry that strikes another one out."""
    return Entry(EventId(name), NOW, None, "Eve", "never was", EventId(voids))


def names(entries: tuple[Entry, ...]) -> str:
    """Return the ids of entries, each one letter."""
    return "".join(entry.id for entry in entries)


def test_a_correction_counts_in_the_place_of_what_it_voids() -> None:
    """The rest stays, in its order."""
    assert names(in_force([punch("a"), punch("b"), punch("c", voids="a")])) == "bc"


def test_an_undone_correction_brings_back_what_it_had_voided() -> None:
    """To any depth: undoing the undo makes the correction count again."""
    chain = [punch("a"), punch("b", voids="a"), undo("c", "b"), undo("d", "c"), undo("e", "d")]
    assert [names(in_force(chain[:length])) for length in range(1, 6)] == ["a", "b", "ac", "bd", "ace"]


def test_the_last_word_on_a_punch_holds() -> None:
    """A corrected correction brings back nothing, and is struck out whole; undone step by step, all comes back."""
    twice = [punch("a"), punch("b", voids="a"), punch("c", voids="b")]
    assert names(in_force(twice)) == "c"
    gone = [*twice, struck("d", "c")]
    assert names(in_force(gone)) == "d"
    assert stamps(gone) == {}
    assert names(in_force([*gone, undo("e", "d")])) == "ce"
    assert names(in_force([*twice, undo("d", "c")])) == "bd"
    assert names(in_force([*twice, undo("d", "c"), undo("e", "b")])) == "ade"


def test_nothing_voids_itself_or_what_comes_later() -> None:
    """An entry voids only earlier ones, so that no two can void each other."""
    assert names(in_force([punch("a", voids="b"), punch("b", voids="b"), punch("c")])) == "abc"
    assert names(in_force([punch("a", voids="b"), punch("b", voids="a")])) == "b"


def test_stamps_are_by_person_and_in_the_order_of_time() -> None:
    """The id settles punches of one moment; what is no punch is nobody's stamp."""
    leave = Entry(EventId("x"), NOW, Leave(BO, NOW.date(), NOW.date(), LeaveKind.SICK), "Eve")
    entries = [punch("d", 5), punch("c", 5), punch("b", 9, BO), punch("a", 1), leave, punch("e", voids="d", author="E")]
    found = stamps(entries)
    assert {person: [stamp.id for stamp in some] for person, some in found.items()} == {
        ANNA: ["e", "a", "c"],
        BO: ["b"],
    }
    assert [stamp.corrected for stamp in found[ANNA]] == [True, False, False]
    assert found[BO][0].door == "Entrance"
    assert found[BO][0].at == NOW + timedelta(minutes=9)


def test_of_nothing_there_are_no_stamps() -> None:
    """Somebody without punches is left out."""
    assert in_force([]) == ()
    assert stamps([undo("a", "b")]) == {}


@st.composite
def histories(draw: st.DrawFn) -> list[Entry]:
    """Draw entries of which some void earlier ones."""
    entries: list[Entry] = []
    for number in range(draw(st.integers(0, 12))):
        voids = f"{draw(st.integers(0, number - 1))}" if number and draw(st.booleans()) else ""
        minutes, person = draw(st.integers(0, 3)), draw(st.sampled_from([ANNA, BO]))
        kind = draw(st.sampled_from(["punch", "punch", "undo", "struck"])) if voids else "punch"
        author = draw(st.sampled_from(["", "Eve"]))
        made = {
            "punch": punch(str(number), minutes, person, voids, author),
            "undo": undo(str(number), voids),
            "struck": struck(str(number), voids),
        }
        entries.append(made[kind])
    return entries


@settings(max_examples=50)
@given(histories())
def test_an_entry_counts_unless_one_that_was_not_undone_voids_it(entries: list[Entry]) -> None:
    """The definition itself, against the result."""

    def acts(entry: Entry) -> bool:
        return not any(isinstance(later.fact, Undo) and acts(later) for later in voiders(entry))

    def voiders(entry: Entry) -> list[Entry]:
        return [later for later in entries if later.voids == entry.id]

    counting = [entry for entry in entries if not any(acts(later) for later in voiders(entry))]
    assert list(in_force(entries)) == counting


@settings(max_examples=50)
@given(histories(), st.data())
def test_a_correction_and_its_undo_leave_everything_as_before(entries: list[Entry], data: st.DataObject) -> None:
    """Whatever in force is corrected, however often it was before."""
    before = stamps(entries)
    counting = [entry for entry in in_force(entries) if isinstance(entry.fact, Punch)]
    if counting:
        target = data.draw(st.sampled_from(counting))
        corrected = [*entries, punch("new", 2, voids=target.id, author="Eve")]
        assert stamps(corrected) != before
        assert stamps([*corrected, undo("undone", "new")]) == before
        assert stamps([*corrected, undo("undone", "new"), undo("redone", "undone")]) == stamps(corrected)


@settings(max_examples=50)
@given(histories())
def test_no_punch_in_force_is_lost_or_doubled(entries: list[Entry]) -> None:
    """Stamps are the punches in force, each once."""
    found = [stamp.id for some in stamps(entries).values() for stamp in some]
    assert sorted(found) == sorted(entry.id for entry in in_force(entries) if isinstance(entry.fact, Punch))
