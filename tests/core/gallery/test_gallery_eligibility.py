"""A search among some of the people is a search of a gallery that holds nobody else."""

from contextlib import closing
from datetime import datetime, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.errors import BugError
from core.domain.ids import PersonId
from core.domain.matching import NO_MATCH, Eligibility
from core.domain.people import Membership, Template, TemplateBlock
from core.gallery.directory import Directory
from core.gallery.index import ExactIndex
from core.gallery.layout import Layout
from tests.core.gallery.support import (
    NOON,
    PACKED,
    POINT,
    block_of,
    brute_force,
    direction,
    embedding,
    ranking,
    template,
)

DAYS = [None, *(NOON + timedelta(days=day) for day in range(-2, 3))]
GROUPS = st.frozensets(st.sampled_from(["staff", "night", "visitors"]))
MEMBERSHIPS = st.builds(Membership, GROUPS, st.sampled_from(DAYS), st.sampled_from(DAYS))
WANTED = st.builds(
    Eligibility,
    st.none() | GROUPS,
    st.sampled_from(DAYS),
    st.frozensets(st.integers(0, 45).map(lambda i: PersonId(f"person {i}")), max_size=5),
)


def may_be_found(person: str, membership: Membership, wanted: Eligibility) -> bool:
    begun = wanted.at is None or membership.since is None or membership.since <= wanted.at
    over = wanted.at is not None and membership.until is not None and membership.until <= wanted.at
    fits = wanted.groups is None or bool(wanted.groups & membership.groups)
    return begun and not over and fits and person not in wanted.without


@cache
def enrolled() -> tuple[tuple[Template, ...], TemplateBlock]:
    templates = tuple(template(i, f"person {i % 40}", embedding(direction(i, 128))) for i in range(200))
    return templates, block_of(templates, 128)


@settings(max_examples=50)
@given(
    st.dictionaries(st.integers(0, 40), MEMBERSHIPS, max_size=20),
    WANTED,
    st.sampled_from([Layout(), PACKED]),
    st.booleans(),
    st.integers(0, 1000),
)
def test_only_the_eligible_are_found(
    described: dict[int, Membership], wanted: Eligibility, layout: Layout, loaded: bool, seed: int
) -> None:
    templates, block = enrolled()
    probe = embedding(direction(seed, 128))
    with closing(ExactIndex(POINT, layout=layout)) as index:
        if loaded:
            index.load(block)
        else:
            index.add(templates)
        for person, membership in described.items():
            index.describe(PersonId(f"person {person}"), membership)
        left: list[Template] = [
            one
            for one in templates
            if may_be_found(one.person, described.get(int(one.person.split()[1]), Membership()), wanted)
        ]
        assert index.search(probe, wanted) == brute_force(left, probe)
        assert list(index.top(probe, 3, wanted)) == ranking(left, probe)[:3]
        assert index.search(probe) == brute_force(templates, probe)


def test_nobody_eligible_is_nobody_found() -> None:
    index = ExactIndex(POINT)
    index.add([template(1, "ada", embedding(direction(1, 128)))])
    probe = embedding(direction(1, 128))
    assert index.search(probe, Eligibility(groups=frozenset({"staff"}))) == NO_MATCH
    assert index.search(probe, Eligibility(without=frozenset({PersonId("ada")}))) == NO_MATCH


def test_who_comes_later_belongs_to_no_group() -> None:
    index = ExactIndex(POINT)
    staff = Eligibility(groups=frozenset({"staff"}))
    index.add([template(1, "ada", embedding(direction(1, 128)))])
    index.describe(PersonId("ada"), Membership(frozenset({"staff"})))
    index.add([template(i, f"person {i}", embedding(direction(i, 128))) for i in range(2, 200)])
    assert index.search(embedding(direction(5, 128)), staff).person == "ada"


def test_a_membership_can_be_given_before_the_face() -> None:
    with pytest.raises(BugError):
        ExactIndex(POINT).describe(PersonId("ada"), Membership())
    index = ExactIndex(POINT)
    index.add([template(1, "ada", embedding(direction(1, 128)))])
    index.describe(PersonId("bob"), Membership(until=datetime.max.replace(tzinfo=NOON.tzinfo)))
    index.add([template(2, "bob", embedding(direction(2, 128)))])
    assert index.search(embedding(direction(2, 128)), Eligibility(at=NOON)).person == "bob"


NAMES = st.text(st.characters(min_codepoint=1, exclude_categories=["Cs"]), min_size=1, max_size=40)


@settings(max_examples=60)
@given(st.sets(NAMES, max_size=8), st.lists(NAMES, max_size=8))
def test_people_keep_their_places(loaded: set[str], later: list[str]) -> None:
    face = embedding(direction(1, 8))
    block = block_of([template(i, name, face) for i, name in enumerate(loaded)], 8)
    directory = Directory(block.people if loaded else None)
    places = {name: directory.enter(PersonId(name)) for name in [*loaded, *later]}
    assert sorted(places.values()) == list(range(len(directory))) == list(range(len({*loaded, *later})))
    for name, place in places.items():
        assert directory.name(place) == name
        assert directory.find(PersonId(name)) == place
    assert directory.find(PersonId("nobody of that name at all")) is None
