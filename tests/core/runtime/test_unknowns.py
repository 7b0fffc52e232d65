"""The desk of unknowns over a real store and a real index: clusters, names, the queue, and taking everything back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.domain.directory import ChangeKind
from core.domain.errors import ErrorCode, KnownError
from core.domain.events import Review
from core.domain.ids import PersonId, StrangerId
from core.domain.matching import Reason
from core.domain.people import Membership, NewTemplate, PersonFacts, TemplateOrigin
from core.domain.strangers import Admission
from core.policy.profile import MOST_TEMPLATES
from tests.core.runtime.runtime_support import MODEL
from tests.core.runtime.unknowns_support import ANA, EVA, MAX, Site, face, site_in


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with site_in(tmp_path) as made:
        yield made


def only(site: Site) -> StrangerId:
    (stranger,) = site.desk.strangers()
    return stranger.id


def test_who_comes_again_is_one_stranger_with_visits_and_days(site: Site) -> None:
    events = [site.visit(ANA) for _ in range(4)]
    site.visit(EVA)
    ana, eva = site.desk.strangers()
    assert (ana.sightings, ana.visits, eva.sightings) == (4, 4, 1)
    assert ana.cameras == ("Door",)
    assert [record.id for record in site.desk.sightings(ana.id)] == events[::-1]
    portrait = site.desk.portrait(ana.portrait_of)
    assert portrait is not None
    assert portrait.startswith(b"\xff\xd8")


def test_clustering_goes_on_where_it_was_and_costs_nothing_without_anybody_new(site: Site) -> None:
    site.visit(ANA)
    assert site.desk.refresh() == 1
    before = only(site)
    assert site.desk.refresh() == 0
    site.visit(ANA)
    assert only(site) == before
    (stranger,) = site.desk.strangers()
    assert stranger.sightings == 2


def test_a_stranger_gets_a_name_with_all_visits_and_loses_it_again(site: Site) -> None:
    events = {site.visit(ANA) for _ in range(3)}
    stranger = only(site)
    facts = PersonFacts("Ana Costa", "17", Membership(frozenset({"visitors"})))
    naming = site.desk.name(stranger, facts)
    assert naming.person.name == "Ana Costa"
    assert site.desk.strangers() == ()
    assert {record.id for record in site.store.book.sightings_of(naming.person.id, 10)} == events
    assert site.origins(naming.person.id) == ["centroid", "enrolled", "enrolled", "enrolled"]
    assert site.roster.nearest([site.fresh(ANA)]).person == naming.person.id
    assert site.desk.undo(naming).kind is ChangeKind.NAMED
    assert only(site) == stranger
    assert site.roster.nearest([site.fresh(ANA)]).person is None
    assert site.store.book.with_external_id("17") is None


def test_nothing_is_named_where_the_name_cannot_be(site: Site) -> None:
    site.visit(ANA)
    stranger = only(site)
    with pytest.raises(KnownError) as caught:
        site.desk.name(stranger, PersonFacts(""))
    assert caught.value.code is ErrorCode.NAME_EMPTY
    with pytest.raises(KnownError) as caught:
        site.desk.name_as(stranger, PersonId("nobody"))
    assert caught.value.code is ErrorCode.PERSON_UNKNOWN
    for gone in (
        lambda: site.desk.name(StrangerId("gone"), PersonFacts("Ana")),
        lambda: site.desk.likenesses(StrangerId("gone")),
    ):
        with pytest.raises(KnownError) as caught:
            gone()
        assert caught.value.code is ErrorCode.STRANGER_GONE
    assert only(site) == stranger
    assert site.store.people() == ()


def test_a_stranger_who_vanishes_while_being_named_leaves_nobody_behind(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.visit(ANA)
    stranger = only(site)

    def gone(*_: object) -> None:
        raise KnownError(ErrorCode.SIGHTING_UNKNOWN)

    monkeypatch.setattr(site.store.strangers, "name", gone)
    with pytest.raises(KnownError):
        site.desk.name(stranger, PersonFacts("Ana", "17"))
    assert site.store.people() == ()
    assert site.roster.nearest([site.fresh(ANA)]).person is None


def test_a_stranger_proves_to_be_somebody_enrolled_whom_the_pictures_help(site: Site) -> None:
    ana = site.enrol(ANA, "Ana Costa")
    events = [site.visit(ANA) for _ in range(2)]
    stranger = only(site)
    (likeness,) = site.desk.likenesses(stranger)
    assert (likeness.person.id, likeness.probability > 0.9) == (ana.id, True)
    assert site.desk.person_portrait(ana.id) == b"jpeg"
    naming = site.desk.name_as(stranger, ana.id)
    assert site.origins(ana.id) == ["centroid", "confirmed", "confirmed", "enrolled"]
    assert [record.id for record in site.store.book.sightings_of(ana.id, 10)] == events[::-1]
    site.desk.undo(naming)
    assert site.origins(ana.id) == ["enrolled"]
    assert site.store.book.sightings_of(ana.id, 10) == ()
    assert only(site) == stranger


def test_pictures_that_add_nothing_are_not_added_but_the_visits_are_given(site: Site) -> None:
    ana = site.enrol(ANA, "Ana Costa")
    event = site.come(face(ANA, 0))
    naming = site.desk.name_as(only(site), ana.id)
    assert naming.templates == ()
    assert [record.id for record in site.store.book.sightings_of(ana.id, 10)] == [event]
    site.desk.undo(naming)
    assert site.store.book.sightings_of(ana.id, 10) == ()


def test_nobody_has_to_make_room_when_visits_are_given_to_somebody(site: Site) -> None:
    ana = site.roster.enrol("Ana", "", [NewTemplate(site.fresh(ANA), 0.9, b"") for _ in range(MOST_TEMPLATES)])
    site.visit(ANA)
    assert site.desk.name_as(only(site), ana.id).templates == ()
    assert site.origins(ana.id).count("enrolled") == MOST_TEMPLATES


def test_who_resembles_somebody_just_named_is_offered(site: Site) -> None:
    site.visit(ANA)
    site.visit(EVA)
    first = only_of(site, ANA)
    naming = site.desk.name(first, PersonFacts("Ana"))
    assert site.desk.resembling(naming.person.id) == ()
    site.visit(ANA)
    (more,) = site.desk.strangers()[:1]
    found = {stranger.id for stranger in site.desk.resembling(naming.person.id)}
    assert found == {only_of(site, ANA)}
    assert more.id in found | {only_of(site, EVA)}
    assert site.desk.resembling(PersonId("nobody")) == ()


def only_of(site: Site, person: int) -> StrangerId:
    """Return the one stranger who is this person."""
    found = [
        stranger.id
        for stranger in site.desk.strangers()
        if site.store.strangers.crops(stranger.id)[0].embedding.vector[person] > 0
    ]
    assert len(found) == 1
    return found[0]


def test_two_who_are_declared_different_need_a_wider_margin(site: Site) -> None:
    ana = site.enrol(ANA, "Ana")
    site.visit(ANA)
    naming = site.desk.name(only(site), PersonFacts("Her twin"), [ana.id])
    assert site.denials.pairs == {frozenset((ana.id, naming.person.id))}
    site.desk.undo(naming)
    assert site.store.reviews.confusable() == frozenset()


def test_ignoring_is_undone(site: Site) -> None:
    site.visit(ANA)
    stranger = only(site)
    site.desk.ignore(stranger)
    assert site.desk.strangers() == ()
    assert [one.id for one in site.desk.strangers(ignored=True)] == [stranger]
    site.visit(ANA)
    assert site.desk.strangers() == ()
    site.desk.ignore(stranger, ignored=False)
    assert only(site) == stranger


def test_two_strangers_are_made_one_by_hand_and_parted_again(site: Site) -> None:
    site.visit(ANA)
    site.visit(EVA)
    ana, eva = only_of(site, ANA), only_of(site, EVA)
    joined = site.desk.merge(ana, eva)
    assert only(site) == ana
    site.visit(EVA)
    assert len(site.desk.strangers()) == 2, "half of the faces are somebody else's, so that a third is alone again"
    site.desk.part(joined)
    assert {stranger.id for stranger in site.desk.strangers()} >= {ana, eva}


def test_what_was_not_settled_waits_and_a_yes_makes_it_theirs(site: Site) -> None:
    ana = site.enrol(ANA, "Ana Costa")
    site.visit(MAX)
    event = site.visit(ANA, Reason.NOT_ENOUGH_EVIDENCE, ana.id)
    gone = site.enrol(EVA, "Eva")
    site.visit(EVA, Reason.TOO_CLOSE_TO_CALL, gone.id)
    assert site.desk.waiting_count() == 2
    site.roster.remove(gone.id)
    (waits,) = site.desk.waiting(10)
    assert (waits.record.id, waits.person, waits.name, waits.probability) == (event, ana.id, "Ana Costa", 0.6)
    assert site.desk.waiting_count() == 1, "nobody can say yes to somebody who was taken out"
    assert site.desk.confirm(event, waits.person) is Admission.JOINS
    assert site.desk.waiting(10) == ()
    assert [record.id for record in site.store.book.sightings_of(ana.id, 10)] == [event]
    assert site.origins(ana.id) == ["centroid", "confirmed", "enrolled"]
    assert site.roster.nearest([face(ANA, site.pictures[ANA])]).score > 0.99
    site.desk.take_back(event)
    assert [one.record.id for one in site.desk.waiting(10)] == [event]
    assert site.origins(ana.id) == ["enrolled"]
    assert site.roster.nearest([face(ANA, site.pictures[ANA])]).score < 0.9


def test_a_no_is_never_taken_for_them_again(site: Site) -> None:
    ana = site.enrol(ANA, "Ana Costa")
    event = site.visit(EVA, Reason.SHOTS_DISAGREE, ana.id)
    site.desk.refuse(event)
    assert site.desk.waiting_count() == 0
    assert site.denials.refuses(ana.id, face(EVA, site.pictures[EVA]), 0.4)
    assert len(site.desk.strangers()) == 1, "still somebody unknown"
    site.desk.take_back(event)
    assert not site.denials.refuses(ana.id, face(EVA, site.pictures[EVA]), 0.4)
    assert site.desk.waiting_count() == 1


@pytest.mark.parametrize(
    ("person", "quality", "admission"),
    [(ANA, 0.3, Admission.POOR), (MAX, 0.9, Admission.STRANGE), (ANA, 0.9, Admission.JOINS)],
)
def test_a_confirmed_visit_is_theirs_whether_or_not_its_picture_joins(
    site: Site, person: int, quality: float, admission: Admission
) -> None:
    ana = site.enrol(ANA, "Ana Costa")
    event = site.visit(person, Reason.NOT_ENOUGH_EVIDENCE, ana.id, quality)
    assert site.desk.confirm(event, ana.id) is admission
    kept = site.store.reviews.sighting(event)
    assert kept is not None
    assert (kept.record.person, kept.record.review) == (ana.id, Review.CONFIRMED)
    assert len(site.origins(ana.id)) == (3 if admission is Admission.JOINS else 1)


def test_a_recognised_visit_is_confirmed_and_an_unknown_one_left_unknown(site: Site) -> None:
    ana = site.enrol(ANA, "Ana Costa")
    assert site.desk.confirm(site.recognise(ana, site.fresh(ANA))) is Admission.JOINS
    assert site.desk.confirm(site.recognise(ana, face(ANA, 0))) is Admission.NOTHING_NEW
    assert site.desk.confirm(site.visit(EVA)) is None
    assert len(site.store.book.sightings_of(ana.id, 10)) == 2


def test_the_weakest_confirmed_picture_makes_room_and_comes_back(site: Site) -> None:
    ana = site.enrol(ANA, "Ana Costa")
    for number in range(MOST_TEMPLATES - 1):
        quality = 0.6 if number == 3 else 0.8
        assert (
            site.desk.confirm(site.visit(ANA, Reason.NOT_ENOUGH_EVIDENCE, ana.id, quality), ana.id) is Admission.JOINS
        )
    weakest = min(site.store.templates(MODEL, ana.id), key=lambda template: template.quality).id
    event = site.visit(ANA, Reason.NOT_ENOUGH_EVIDENCE, ana.id)
    assert site.desk.confirm(event, ana.id) is Admission.JOINS
    templates = {template.id: template for template in site.store.templates(MODEL, ana.id)}
    pictures = [one for one in templates.values() if one.origin is not TemplateOrigin.CENTROID]
    assert weakest not in templates
    assert len(pictures) == MOST_TEMPLATES
    assert TemplateOrigin.ENROLLED in {one.origin for one in pictures}
    site.desk.take_back(event)
    assert weakest in {template.id for template in site.store.templates(MODEL, ana.id)}
