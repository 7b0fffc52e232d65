"""Who is who in a clip, derived from the faces themselves, since nobody wrote it down.

Clear faces, sampled every few frames without regard to any tracker, are grouped by the cosines of their embeddings
(average linkage). In the recorded clips two groups of one person have a mean cosine of 0.34 or more and two people
one of 0.29 or less, so the groups do not depend on where exactly between them the line is drawn, and no group ever
holds two faces of one frame. It is a reference, not a ground truth: blurred, small and turned faces belong to
nobody in it, and so does whoever is clear in a handful of frames only.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage

from tests.benchmarks.recording import Sample

SAME_PERSON = 0.32
"""Mean cosine from which two groups are one person."""

FEWEST_SAMPLES = 8
"""A smaller group is a flicker of the detector, or somebody passing too quickly to be told from another."""

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
