"""What can be found, and what is refused."""

from contextlib import closing
from dataclasses import replace
from unittest.mock import patch

import pytest

from core.domain.embedding import Embedding
from core.domain.errors import BugError, ErrorCode, KnownError
from core.domain.ids import PersonId
from core.domain.matching import NO_MATCH
from core.gallery import ranking as ranking_module
from core.gallery.index import ExactIndex
from core.gallery.layout import Layout
from core.gallery.packing import PackedRows, pack
from core.gallery.shards import Shards
from tests.core.gallery.support import MODEL, PACKED, POINT, block_of, brute_force, direction, embedding, template

DIMENSIONS = 128


def probe(seed: int) -> Embedding:
    return embedding(direction(seed, DIMENSIONS))


def test_an_empty_gallery_knows_nobody() -> None:
    index = ExactIndex(POINT)
    assert index.search(probe(1)) == NO_MATCH
    index.add([])
    assert (index.people, index.templates) == (0, 0)


def test_the_only_person_has_no_runner_up() -> None:
    index = ExactIndex(POINT)
    index.add([template(1, "ada", probe(1)), template(2, "ada", probe(2))])
    match = index.search(probe(2))
    assert (match.person, match.runner_up, match.runner_up_score) == ("ada", None, -1.0)
    assert match.score == pytest.approx(1.0, abs=1e-6)
    assert match.margin == match.score
    assert match.probability == POINT.probability(match.score)
    assert (index.people, index.templates) == (1, 2)


def test_the_runner_up_is_another_person_not_another_template() -> None:
    index = ExactIndex(POINT)
    near = embedding(direction(1, DIMENSIONS) + 0.1 * direction(9, DIMENSIONS))
    index.add([template(1, "ada", probe(1)), template(2, "ada", near), template(3, "bob", probe(2))])
    match = index.search(probe(1))
    assert (match.person, match.runner_up) == ("ada", "bob")
    assert match.runner_up_score == pytest.approx(probe(1).cosine(probe(2)), abs=1e-6)


def test_ties_go_to_the_lowest_template_whatever_the_order_of_adding() -> None:
    index = ExactIndex(POINT)
    for number, person in ((30, "cleo"), (10, "ada"), (20, "bob")):
        index.add([template(number, person, probe(1))])
    match = index.search(probe(1))
    assert (match.person, match.runner_up) == ("ada", "bob")
    assert match.margin == 0.0


def test_a_removed_person_is_gone_at_once_and_may_come_back() -> None:
    index = ExactIndex(POINT)
    ada = [template(1, "ada", probe(1)), template(2, "ada", probe(2))]
    index.add([*ada, template(3, "bob", probe(3))])
    index.remove_person(PersonId("ada"))
    index.remove_person(PersonId("ada"))
    assert index.search(probe(1)).person == "bob"
    assert (index.people, index.templates) == (1, 1)
    index.add(ada)
    assert index.search(probe(1)).person == "ada"
    assert (index.people, index.templates) == (2, 3)


def test_removing_somebody_unknown_changes_nothing() -> None:
    index = ExactIndex(POINT)
    index.remove_person(PersonId("ada"))
    index.add([template(1, "bob", probe(1))])
    index.remove_person(PersonId("ada"))
    assert (index.people, index.templates) == (1, 1)


def test_emptied_it_knows_nobody_but_remembers_its_model() -> None:
    index = ExactIndex(POINT)
    index.add([template(1, "ada", probe(1))])
    index.remove_person(PersonId("ada"))
    assert index.search(probe(1)) == NO_MATCH
    with pytest.raises(KnownError):
        index.search(embedding(direction(1, DIMENSIONS), "another-model"))


@pytest.mark.parametrize("index", [ExactIndex(POINT, MODEL), ExactIndex(POINT)], ids=["given", "from the first"])
def test_models_are_never_mixed(index: ExactIndex) -> None:
    index.add([template(1, "ada", probe(1))])
    stranger = embedding(direction(1, DIMENSIONS), "another-model")
    for attempt in (lambda: index.search(stranger), lambda: index.add([template(2, "ada", stranger)])):
        with pytest.raises(KnownError) as caught:
            attempt()
        assert caught.value.code is ErrorCode.MODEL_MISMATCH
    assert (index.people, index.templates) == (1, 1)


def test_a_given_model_is_kept_to_from_the_start() -> None:
    index = ExactIndex(POINT, "another-model")
    with pytest.raises(KnownError):
        index.search(probe(1))
    with pytest.raises(KnownError):
        index.add([template(1, "ada", probe(1))])
    assert index.templates == 0


def test_one_misfit_keeps_all_of_its_batch_out() -> None:
    index = ExactIndex(POINT)
    index.add([template(1, "ada", probe(1))])
    short = embedding(direction(2, DIMENSIONS - 1))
    with pytest.raises(KnownError, match="127 numbers instead of 128") as caught:
        index.add([template(2, "bob", probe(2)), template(3, "bob", short)])
    assert caught.value.code is ErrorCode.BLOB_DAMAGED
    assert (index.people, index.templates) == (1, 1)
    assert index.search(probe(2)).person == "ada"


def test_people_by_the_thousand_come_and_go() -> None:
    index = ExactIndex(POINT)
    templates = [template(i, f"person {i // 3}", probe(i)) for i in range(3000)]
    for start in range(0, 3000, 100):
        index.add(templates[start : start + 100])
    for i in range(0, 1000, 2):
        index.remove_person(PersonId(f"person {i}"))
    assert (index.people, index.templates) == (500, 1500)
    left = [one for one in templates if (one.id // 3) % 2]
    for seed in range(5000, 5020):
        assert index.search(probe(seed)) == brute_force(left, probe(seed))
    for i in range(1, 1000, 2):
        index.remove_person(PersonId(f"person {i}"))
    assert (index.people, index.templates) == (0, 0)


def test_more_people_than_there_are_cannot_be_ranked() -> None:
    index = ExactIndex(POINT)
    index.add([template(i, f"person {i % 3}", probe(i)) for i in range(9)])
    assert index.top(probe(4), 50)[0].person == "person 1"
    assert len(index.top(probe(4), 50)) == 3
    assert ExactIndex(POINT).top(probe(4), 5) == ()
    with pytest.raises(BugError):
        index.top(probe(4), 0)


def test_a_person_is_replaced_between_two_searches() -> None:
    index = ExactIndex(POINT)
    index.replace_person(PersonId("ada"), [template(1, "ada", probe(1))])
    index.replace_person(PersonId("ada"), [template(2, "ada", probe(2)), template(3, "ada", probe(3))])
    assert (index.people, index.templates) == (1, 2)
    assert index.search(probe(1)).score < 0.5 < index.search(probe(2)).score
    index.replace_person(PersonId("ada"), [])
    assert (index.people, index.templates) == (0, 0)


def test_templates_may_stay_when_a_person_is_replaced() -> None:
    index = ExactIndex(POINT)
    index.add([template(1, "ada", probe(1)), template(2, "bob", probe(2))])
    index.replace_person(PersonId("ada"), [template(1, "ada", probe(1)), template(3, "ada", probe(3))])
    assert (index.people, index.templates) == (2, 3)
    assert index.top(probe(1), 1)[0].template == 1
    with pytest.raises(BugError):
        index.replace_person(PersonId("ada"), [template(2, "ada", probe(1))])
    assert index.top(probe(3), 1)[0].person == "ada"


def test_a_replacement_that_does_not_fit_changes_nothing() -> None:
    index = ExactIndex(POINT)
    index.add([template(1, "ada", probe(1))])
    with pytest.raises(KnownError):
        index.replace_person(PersonId("ada"), [template(2, "ada", embedding(direction(2, DIMENSIONS - 1)))])
    with pytest.raises(BugError):
        index.replace_person(PersonId("bob"), [template(1, "bob", probe(2))])
    with pytest.raises(BugError):
        index.replace_person(PersonId("ada"), [template(2, "ada", probe(2)), template(2, "ada", probe(3))])
    index.add([template(3, "cleo", probe(3))])
    assert index.search(probe(1)).person == "ada"


def test_a_probe_of_another_length_is_refused() -> None:
    index = ExactIndex(POINT)
    index.add([template(1, "ada", probe(1))])
    with pytest.raises(KnownError, match="127 numbers instead of 128") as caught:
        index.search(embedding(direction(2, DIMENSIONS - 1)))
    assert caught.value.code is ErrorCode.BLOB_DAMAGED


def test_a_gallery_is_loaded_only_once_and_never_from_another_model() -> None:
    index = ExactIndex(POINT, MODEL)
    block = block_of([template(1, "ada", probe(1)), template(2, "bob", probe(2))], DIMENSIONS)
    with pytest.raises(KnownError):
        index.load(replace(block, model_id="another-model"))
    index.load(block_of([], DIMENSIONS))
    index.load(block)
    assert index.search(probe(2)).person == "bob"
    with pytest.raises(BugError):
        index.load(block)


@pytest.mark.parametrize("layout", [Layout(), PACKED])
def test_what_was_loaded_can_be_added_to_and_removed_from(layout: Layout) -> None:
    templates = [template(i, f"person {i // 3}", probe(i)) for i in range(600)]
    with closing(ExactIndex(POINT, layout=layout)) as index:
        index.load(block_of(templates, DIMENSIONS))
        index.add([template(1000, "person 5", probe(1000)), template(1001, "newcomer", probe(1001))])
        index.remove_person(PersonId("person 7"))
        left = [one for one in templates if one.person != "person 7"]
        left += [template(1000, "person 5", probe(1000)), template(1001, "newcomer", probe(1001))]
        for seed in (15, 21, 22, 1000, 1001, 5000):
            assert index.search(probe(seed)) == brute_force(left, probe(seed))
        assert (index.people, index.templates) == (200, 599)


def test_what_was_packed_is_taken_over_only_if_it_fits() -> None:
    templates = [template(i, f"person {i // 3}", probe(i)) for i in range(600)]
    block = block_of(templates, DIMENSIONS)
    with closing(Shards(2)) as shards:
        packed = PackedRows.of(pack(block, shards, PACKED).arrays())
    for layout in (PACKED, replace(PACKED, threads=3), Layout()):
        with closing(ExactIndex(POINT, layout=layout)) as index:
            index.load(block, packed)
            for seed in (3, 599, 5000):
                assert index.search(probe(seed)) == brute_force(templates, probe(seed))


def test_a_closed_index_still_answers() -> None:
    index = ExactIndex(POINT, layout=PACKED)
    index.add([template(i, f"person {i // 3}", probe(i)) for i in range(300)])
    index.close()
    index.close()
    index.add([template(300, "late", probe(300))])
    assert index.search(probe(300)).person == "late"


def test_a_helper_that_fails_fails_the_search() -> None:
    def work(item: int) -> int:
        return 1 // item

    with closing(Shards(3)) as shards:
        assert shards.map(work, [1, -1, 1, -1]) == [1, -1, 1, -1]
        assert shards.map(work, []) == []
        for items in ([0], [0, 1, 1, 1], [1, 1, 1, 0], [1, 0, 0, 1]):
            with pytest.raises(ZeroDivisionError):
                shards.map(work, items)


@pytest.mark.parametrize("layout", [Layout(), PACKED])
def test_a_gallery_that_grows_from_one_to_many_is_searched_as_quickly_as_a_new_one(layout: Layout) -> None:
    """The guess where runners-up lie must not be led astray by searches that have none."""
    with closing(ExactIndex(POINT, layout=layout)) as index:
        index.add([template(0, "ada", probe(0))])
        for seed in range(200):
            index.search(probe(seed))
        templates = [template(i, f"person {i}", probe(i)) for i in range(1, 400)]
        index.add(templates)
        for seed in range(1000, 1100):
            index.search(probe(seed))
        with patch.object(ranking_module, "_exactly", wraps=ranking_module._exactly) as exactly:  # noqa: SLF001
            for seed in range(1000, 1100):
                index.search(probe(seed))
    scored = sum(len(call.args[3]) for call in exactly.call_args_list)
    assert scored < 100 * 40
