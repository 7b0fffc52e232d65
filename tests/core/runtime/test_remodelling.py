"""Changing the model and going back, on a real store; the models are made up."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sqlite_utils import Database

from core.domain.directory import PersonDetails
from core.domain.errors import ErrorCode, KnownError
from core.domain.ids import new_person_id
from core.domain.models import KeptModel
from core.domain.people import PersonFacts, TemplateBlock, TemplateOrigin
from core.runtime.remodelling import Prepared, take_up
from core.store.store import SqliteStore
from tests.core.runtime.remodel_support import NEW, OLD, MadeUpPool, Site, picture
from tests.core.store.support import NOON, face_shot, grey, opened_with_database, unknown
from tests.helpers.guards import ExpectLog


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with opened_with_database(tmp_path) as (store, database):
        yield Site(store, database)


def quiet(_done: int, _total: int) -> None:
    """Nobody watches."""


def never() -> bool:
    return False


def prepared(site: Site, pack: str = "better", running: str = "default") -> Prepared:
    found = site.desk(running).prepare(pack, quiet, never)
    assert found is not None
    return found


def changed(site: Site, pack: str = "better", running: str = "default") -> None:
    """Change to a pack and start anew with it."""
    site.desk(running).switch(prepared(site, pack, running))
    assert take_up(site.store, MadeUpPool(site.engines[pack])) is not None  # type: ignore[arg-type]


def answers(block: TemplateBlock) -> np.ndarray:
    """Return all cosines of a gallery, in the order of people, rows and centroids."""
    order = np.lexsort((block.ids, block.centroids, block.owners))
    return block.vectors[order] @ block.vectors[order].T


def assert_alike(store: SqliteStore) -> None:
    """Both models know the same people by as many rows, and tell them apart alike."""
    old, new = store.template_block(OLD), store.template_block(NEW)
    assert old.people.tolist() == new.people.tolist()
    assert answers(old) == pytest.approx(answers(new), abs=4e-3), "cosines agree but for what float16 keeps"


def test_everything_is_measured_anew_and_used_from_the_next_start_on(site: Site) -> None:
    for number in range(6):
        site.enrol(number)
    told: list[tuple[int, int]] = []
    found = site.desk().prepare("better", lambda done, total: told.append((done, total)), never)
    assert found is not None
    assert (found.model_id, found.measured, found.lost, found.dropped, found.calibrated) == (NEW, 18, 0, 0, False)
    assert told[-1] == (18, 18)
    assert found.comparison is not None
    assert (found.comparison.people, found.comparison.better, found.comparison.worse) == (6, 0, 0)
    assert_alike(site.store)
    assert site.settings.recognition.pack == "default", "nothing is switched yet"
    site.desk().switch(found)
    assert site.settings.recognition.pack == "better"
    assert (site.desk().status().waiting, site.desk().status().earlier) == ("better", None)
    switch = take_up(site.store, MadeUpPool(site.engines["better"]))  # type: ignore[arg-type]
    assert switch is not None
    assert (switch.old_pack, switch.old_model, switch.pack, switch.model) == ("default", OLD, "better", NEW)
    status = site.desk("better").status()
    assert (status.pack, status.model_id, status.waiting, status.earlier) == ("better", NEW, None, "default")
    assert status.kept == (KeptModel(NEW, 6, 18), KeptModel(OLD, 6, 18))


def test_what_is_broken_off_goes_on_where_it_was(site: Site) -> None:
    for number in range(30):
        site.enrol(number)
    asked = iter([False, True])
    assert site.desk().prepare("better", quiet, lambda: next(asked)) is None
    done = site.engines["better"].measured
    assert 0 < done < 90
    assert len(site.store.template_block(OLD)) == 120, "the gallery in use is as it was"
    found = prepared(site)
    assert (found.measured, site.engines["better"].measured) == (90 - done, 90)
    assert prepared(site).measured == 0
    assert_alike(site.store)


def test_what_came_between_the_change_and_the_next_start_is_measured_then(site: Site) -> None:
    first = site.enrol(1)
    site.desk().switch(prepared(site))
    site.enrol(2)
    gone = site.store.templates(OLD, first.id)[0]
    site.store.book.drop_templates(first.id, [gone.id])
    assert take_up(site.store, MadeUpPool(site.engines["better"])) is not None  # type: ignore[arg-type]
    assert take_up(site.store, MadeUpPool(site.engines["better"])) is None, "only once"  # type: ignore[arg-type]
    assert_alike(site.store)
    assert len(site.store.template_block(NEW).people) == 2


def test_the_way_back_brings_along_what_was_done_since(site: Site) -> None:
    people = [site.enrol(number) for number in range(5)]
    before = site.store.template_block(OLD)
    changed(site)
    site.enrol(7, pack="better")
    site.store.book.extend(people[1].id, [site.template(1, 9, "better")])
    site.store.book.drop_templates(people[2].id, [site.store.templates(NEW, people[2].id)[0].id])
    site.store.remove_person(people[3].id)
    site.engines["default"].measured = 0
    found = site.desk("better").rollback(quiet, never)
    assert found is not None
    assert (found.pack, found.measured, site.engines["default"].measured) == ("default", 4, 4)
    assert found.dropped == 1, "who was removed is left for an undo"
    assert take_up(site.store, MadeUpPool(site.engines["default"])) is not None  # type: ignore[arg-type]
    assert_alike(site.store)
    after = site.store.template_block(OLD)
    stayed = np.isin(before.ids, after.ids)
    assert stayed.sum() >= 9, "what did not change was not touched"
    assert site.desk().status().earlier == "better"


def test_a_crop_that_cannot_be_read_is_lost_only_until_the_way_back(site: Site, expected_log: ExpectLog) -> None:
    expected_log("core.runtime.remodelling", logging.WARNING, "^The picture of 2 is not measured: .* is not a picture")
    person = site.enrol(1)
    broken = site.store.templates(OLD, person.id)[1].id
    sql = "UPDATE template_crops SET crop = x'00' WHERE template = ?"
    site.database.write(lambda db: db.execute(sql, [broken]))
    found = prepared(site)
    assert (found.measured, found.lost) == (2, 1)
    site.desk().switch(found)
    assert take_up(site.store, MadeUpPool(site.engines["better"])) is not None  # type: ignore[arg-type]
    back = prepared(site, "default", "better")
    assert (back.measured, back.dropped) == (0, 0)
    assert broken in site.store.template_block(OLD).ids


def test_strangers_and_refused_faces_come_along_where_their_crop_was_kept(site: Site) -> None:
    person = site.enrol(1)
    events = []
    for number, aligned in enumerate((picture(5, 1), picture(6, 1), np.zeros((0, 0, 3), np.uint8))):
        face = site.engines["default"].embed([picture(5 + number, 1)])[0]
        stranger = unknown()
        shot = replace(face_shot(grey()), aligned=aligned, embedding=face)
        site.store.record(replace(stranger, shot=shot))
        events.append(stranger.id)
        if number:
            site.store.flush()
            site.store.reviews.refuse(stranger.id, person.id, face)
    before = site.store.stranger_embeddings(OLD, 9)
    plan = site.desk().plan("better")
    assert (plan.faces, plan.lost_faces) == (2, 2), "of the last, neither the visit nor the refusal has a crop"
    found = prepared(site)
    assert (found.faces, found.lost_faces) == (2, 2)
    assert len(site.store.stranger_embeddings(OLD, 9)) == 3, "what is in use stays in use"
    site.desk().switch(found)
    assert take_up(site.store, MadeUpPool(site.engines["better"])) is not None  # type: ignore[arg-type]
    old, new = site.store.stranger_embeddings(OLD, 9), site.store.stranger_embeddings(NEW, 9)
    assert (len(old), len(new)) == (1, 2)
    assert new[0] @ new[1] == pytest.approx(before[1] @ before[2], abs=0.05), "JPEG costs a little"
    refused = site.store.reviews.refusals(NEW)[person.id]
    assert refused.shape == (1, 32)
    assert refused[0] == pytest.approx(new[0])
    assert site.store.reviews.refusals(OLD)[person.id].shape == (1, 32), "lost until the way back"
    changed(site, "default", "better")
    assert site.store.stranger_embeddings(OLD, 9) == pytest.approx(before), "as they were, measured only once"
    assert site.store.reviews.refusals(OLD)[person.id].shape == (2, 32)


def test_a_change_may_be_called_off_and_one_of_another_pack_is_void(site: Site) -> None:
    site.enrol(1)
    site.desk().switch(prepared(site))
    site.desk().call_off()
    assert site.settings.recognition.pack == "default"
    assert site.desk().status().waiting is None
    site.desk().switch(prepared(site))
    assert take_up(site.store, MadeUpPool(site.engines["default"])) is None  # type: ignore[arg-type]
    assert site.desk().status().waiting is None
    with pytest.raises(KnownError) as caught:
        site.desk().rollback(quiet, never)
    assert caught.value.code is ErrorCode.NO_EARLIER_MODEL


def test_a_plan_measures_some_and_writes_nothing(site: Site) -> None:
    for number in range(4):
        site.enrol(number)
    stamp = site.store.gallery_stamp()
    plan = site.desk().plan("better")
    assert (plan.model_id, plan.templates, plan.to_measure, plan.faces) == (NEW, 12, 12, 0)
    assert (plan.licence, plan.origin, plan.cameras) == ("CC0-1.0", "made up", ())
    assert plan.seconds > 0
    assert plan.comparison is not None
    assert (plan.comparison.people, plan.comparison.better, plan.comparison.worse) == (4, 0, 0)
    assert site.store.gallery_stamp() == stamp
    prepared(site)
    assert site.desk().plan("better").to_measure == 0
    again = site.desk().plan("better").comparison
    assert again is not None
    assert (again.people, again.better, again.worse) == (4, 0, 0)
    assert site.desk().plan("default").templates == 0, "of the pack in use there is nothing to measure"


def test_nobody_enrolled_and_packs_that_are_not_there(site: Site) -> None:
    assert site.desk().plan("better").comparison is None
    assert prepared(site).measured == 0
    with pytest.raises(KnownError) as caught:
        site.desk().plan("nobody-has-it")
    assert caught.value.code is ErrorCode.PACK_MISSING
    assert [offer.pack for offer in site.desk().offers()] == ["default", "better"]
    del site.engines["better"]
    problem = site.desk().offers()[1].problem
    assert problem is not None
    assert problem.code is ErrorCode.PACK_MISSING


def test_what_a_model_measured_is_forgotten_when_asked_for(site: Site) -> None:
    site.enrol(1)
    changed(site)
    desk = site.desk("better")
    for model, code in ((NEW, ErrorCode.MODEL_IN_USE), ("no-model", ErrorCode.MODEL_NOT_KEPT)):
        with pytest.raises(KnownError) as caught:
            desk.forget(model)
        assert caught.value.code is code
    assert desk.forget(OLD) == 3
    assert desk.status().kept == (KeptModel(NEW, 1, 3),)
    assert desk.status().earlier is None
    assert len(site.store.template_block(OLD)) == 0
    again = prepared(site, "default", "better")
    assert again.measured == 3, "the crops are still there"


def test_who_is_split_off_takes_along_what_the_earlier_model_measured(site: Site) -> None:
    """Else erasing them would leave a face of theirs behind."""
    person = site.enrol(1, pictures=4)
    changed(site)
    taken = [template.id for template in site.store.templates(NEW, person.id)[:2]]
    other = PersonDetails(new_person_id(), NOON, PersonFacts("Somebody else"))
    change = site.store.book.split(person.id, other, taken, [])
    for model in (OLD, NEW):
        found = (site.store.templates(model, one) for one in (person.id, other.id))
        assert [sum(t.origin is not TemplateOrigin.CENTROID for t in templates) for templates in found] == [2, 2]
    assert_alike(site.store)
    site.store.book.undo(change.id)
    assert_alike(site.store)
    assert len(site.store.template_block(OLD).people) == 1


def test_a_third_model_and_back_to_the_first(site: Site) -> None:
    """Templates of one crop find each other over several changes, also when the first of them is gone."""
    from tests.core.runtime import remodel_support

    site.enrol(1)
    third = remodel_support.MadeUpEngine("third-model")
    site.engines["third"] = third
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(remodel_support.PACKS, "third", "third-model")
        changed(site)
        site.desk("better").forget(OLD)
        changed(site, "third", "better")
        assert prepared(site, "better", "third").measured == 0
        assert prepared(site, "default", "third").measured == 3
        assert prepared(site, "default", "better").measured == 0
    assert_alike(site.store)


def test_a_template_without_its_picture_is_no_reason_to_stop(site: Site, expected_log: ExpectLog) -> None:
    expected_log("core.store.damage", logging.WARNING, "^Template 1 is left out: .*without its picture")
    person = site.enrol(1)
    first = site.store.templates(OLD, person.id)[0].id

    def empty(db: Database) -> None:
        db.execute("DELETE FROM template_crops WHERE template = ?", [first])

    site.database.write(empty)
    assert (prepared(site).measured, prepared(site).lost) == (2, 1)
