"""How far estimates of age and gender are off on labelled faces: what contradicts a declared value is chosen by it.

`python -m tests.benchmarks.ages FOLDER`, where `labels.csv` has the columns file, age, gender and `images` the files.
"""

import csv
from itertools import pairwise
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from core.bootstrap import open_stills
from core.cli.output import emit
from core.profiles.attributes import GROWN_UP, SURE_OF_GENDER, contradicts

_AGES = (0, 15, 30, 45, 60, 75, 120)


def main(folder: Annotated[Path, typer.Argument(help="Labelled faces.")]) -> None:
    """Print errors by age, and how many right declarations would be contradicted."""
    rows = []
    with (folder / "labels.csv").open(encoding="utf-8") as file, open_stills() as stills:
        for row in csv.DictReader(file):
            for face in stills.detect(folder / "images" / row["file"])[:1]:
                if face.attributes is not None:
                    seen = face.attributes
                    right = seen.gender.value == row["gender"]
                    rows.append((float(row["age"]), seen.age, float(right), seen.gender_confidence))
    true, said, right, sure = np.array(rows).T
    against = np.array([contradicts(age, guess) for age, guess in zip(true, said, strict=True)])
    for low, high in pairwise(_AGES):
        _tell(f"{low}-{high}", (true >= low) & (true < high), abs(said - true), against)
    _tell("all", true >= 0, abs(said - true), against)
    grown = true >= GROWN_UP
    wrong = grown & (right == 0) & (sure >= SURE_OF_GENDER)
    emit(
        {"ages": "grown up", "gender_wrong": float(1 - right[grown].mean()), "contradicted": wrong.sum() / grown.sum()}
    )
    emit({"ages": "children", "gender_wrong": float(1 - right[~grown].mean())})


def _tell(ages: str, which: "np.ndarray[tuple[int], np.dtype[np.bool_]]", off: np.ndarray, against: np.ndarray) -> None:
    quantiles = np.quantile(off[which], (0.5, 0.95, 0.99)).round(1).tolist()
    emit(
        {
            "ages": ages,
            "faces": int(which.sum()),
            "mean_off": round(float(off[which].mean()), 2),
            "half_95_99_percent_within": quantiles,
            "contradicted": round(float(against[which].mean()), 4),
        }
    )


if __name__ == "__main__":
    typer.run(main)
