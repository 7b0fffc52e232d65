"""Searching while the gallery changes."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest

from core.domain.embedding import Embedding
from core.domain.ids import PersonId
from core.domain.matching import Match
from core.domain.people import Template
from core.gallery.index import ExactIndex
from tests.core.gallery.support import POINT, brute_force, direction, embedding, template

DIMENSIONS = 64
STEPS = 400
SEARCHERS = 3


@dataclass
class History:
    """Every state of the gallery, and how far it has surely (`done`) and at most (`begun`) come."""

    states: list[tuple[Template, ...]]
    begun: int = 0
    done: int = 0


@dataclass(frozen=True)
class Answer:
    earliest: int
    latest: int
    probe: Embedding
    match: Match


def change(index: ExactIndex, history: History, chance: random.Random) -> None:
    """Add and remove people, telling before and after each step."""
    number = 0
    for _ in range(STEPS):
        state = history.states[-1]
        gone, added = None, list[Template]()
        if state and chance.random() < 0.45:
            gone = chance.choice(state).person
            after = tuple(one for one in state if one.person != gone)
        else:
            person = f"person {chance.randrange(25)}"
            shots = [embedding(direction(chance.randrange(50), DIMENSIONS)) for _ in range(chance.randint(1, 9))]
            added = [template(number + i, person, shot) for i, shot in enumerate(shots)]
            number += len(added)
            after = (*state, *added)
        history.states.append(after)
        history.begun += 1
        if gone is None:
            index.add(added)
        else:
            index.remove_person(PersonId(gone))
        history.done += 1


def search(index: ExactIndex, history: History, over: threading.Event, seed: int) -> list[Answer]:
    """Ask until it is over, noting between which states each answer was given."""
    answers, chance = list[Answer](), random.Random(seed)
    while not over.is_set() or not answers:
        probe = embedding(direction(chance.randrange(50), DIMENSIONS))
        earliest = history.done
        match = index.search(probe)
        answers.append(Answer(earliest, history.begun, probe, match))
    return answers


@pytest.mark.parametrize("seed", [1, 2])
def test_every_answer_is_true_of_one_state_between_question_and_answer(seed: int) -> None:
    index, history, over = ExactIndex(POINT), History([()]), threading.Event()
    with ThreadPoolExecutor(SEARCHERS) as pool:
        searches = [pool.submit(search, index, history, over, seed + i) for i in range(SEARCHERS)]
        try:
            change(index, history, random.Random(seed))
        finally:
            over.set()
        answers = [answer for done in searches for answer in done.result()]
    assert max(answer.latest for answer in answers) > 0
    for answer in random.Random(seed).sample(answers, min(len(answers), 1500)):
        states = history.states[answer.earliest : answer.latest + 1]
        assert any(answer.match == brute_force(state, answer.probe) for state in states)


def test_changes_from_several_threads_all_arrive() -> None:
    index = ExactIndex(POINT)

    def enrol(thread: int) -> None:
        for i in range(60):
            number = 1000 * thread + i
            index.add([template(number, f"person {number}", embedding(direction(number, DIMENSIONS)))])
            if i % 3 == 0:
                index.remove_person(PersonId(f"person {number}"))

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(enrol, thread) for thread in range(4)]:
            done.result()
    assert (index.people, index.templates) == (160, 160)
    for number in (1, 1058, 2022, 3059):
        match = index.search(embedding(direction(number, DIMENSIONS)))
        assert match.person == f"person {number}"
