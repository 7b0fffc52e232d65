"""Who is who in a clip, derived from the faces themselves, since nobody wrote it down.

Clear faces, sampled every few frames without regard to any tracker, are grouped by the cosines of their embeddings
(average linkage). It is a reference, not a ground truth. Blurred, small and turned faces belong to nobody in it, and
so does whoever is clear for less than a second, such as a false face the detector sees in a lock of hair. Wherever
between 0.24 and 0.40 the line between one person and two is drawn, Usher's mixed tracks, fragments and switches on
the recorded clips come out the same. The pipeline doubts and splits by the same embeddings, though, so that a face
the embedder itself is wrong about would go unnoticed; the trackers that go by motion have no such advantage.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage

from tests.benchmarks.recording import Sample

SAME_PERSON = 0.32
"""Mean cosine from which two groups are one person."""

FEWEST_SAMPLES = 8
"""A smaller group was clear for less than a second."""

NOBODY = -1


def people_of(samples: Sequence[Sample]) -> list[int]:
    """Return the person shown by each sample, counted from 0; NOBODY where that cannot be told."""
    if len(samples) < FEWEST_SAMPLES:
        return [NOBODY] * len(samples)
    tree = linkage(np.stack([s.vector for s in samples]), method="average", metric="cosine")
    groups = fcluster(tree, 1.0 - SAME_PERSON, criterion="distance")
    sizes = np.bincount(groups)
    known = {int(group): person for person, group in enumerate(np.flatnonzero(sizes >= FEWEST_SAMPLES))}
    return [known.get(int(group), NOBODY) for group in groups]


def contradictions(samples: Sequence[Sample], people: Sequence[int]) -> int:
    """Count the pairs of faces of one frame that the reference takes for the same person."""
    seen: defaultdict[tuple[int, int], int] = defaultdict(int)
    for sample, person in zip(samples, people, strict=True):
        if person != NOBODY:
            seen[sample.seq, person] += 1
    return sum(n * (n - 1) // 2 for n in seen.values())
