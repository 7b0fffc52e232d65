"""`usher bench search` and `usher bench compare`, on small galleries."""

from pathlib import Path

import pytest

from core.runtime.searchbench import measure
from tests.helpers.cli import usher

SMALL = ("bench", "search", "--size", "1200", "--dimensions", "128", "--repeats", "5")


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pretend that no library to compare with is installed."""
    missing = lambda: ("faiss", "simsimd", "threadpoolctl")  # noqa: E731
    monkeypatch.setattr(measure, "missing_libraries", missing)
    monkeypatch.setattr("core.cli.bench.missing_libraries", missing)


@pytest.mark.usefixtures("alone")
def test_search_is_exact_and_says_what_it_left_out(tmp_path: Path) -> None:
    answer = usher(tmp_path, *SMALL, "--json")
    *results, last = answer.records
    assert answer.code == 0
    assert last == {"not_installed": ["faiss", "simsimd", "threadpoolctl"]}
    ours = [one for one in results if one["engine"] == "Usher"]
    assert [(one["size"], one["dimensions"], one["batch"]) for one in ours] == [(1200, 128, 1), (1200, 128, 16)]
    assert all(one["exact"] == 1.0 and one["searches"] >= 5 for one in ours)


@pytest.mark.usefixtures("alone")
def test_search_tells_people_how_to_get_the_others(tmp_path: Path) -> None:
    answer = usher(tmp_path, *SMALL, "--batch", "1")
    assert answer.code == 0
    assert "1 200 templates of 128, one probe; ratio to: numpy" in answer.out
    assert "Not installed, so left out: faiss, simsimd, threadpoolctl. `make bench` installs them" in answer.out


def test_compare_shows_microseconds_at_both_lengths(tmp_path: Path) -> None:
    answer = usher(tmp_path, "bench", "compare", "--repeats", "5", "--json")
    assert answer.code == 0
    assert {(one["what"], one["dimensions"]) for one in answer.records} == {
        (what, dimensions)
        for what in ("numpy float32 dot", "two embeddings", "two stored blobs")
        for dimensions in (128, 512)
    }
    assert all(0 < one["p50_us"] <= one["p99_us"] for one in answer.records)
