"""What the pipeline remembers of a track."""

from dataclasses import dataclass

from core.domain.embedding import Embedding
from core.domain.faces import Attributes, Gender, HeadPose, Quality
from core.domain.liveness import UNCHECKED, Liveness
from core.policy.extraction import ShotHistory
from core.runtime.shots import Candidate

SAME_FACE = 0.25
"""Cosine under which a face is somebody else's. Over the pairs of LFW 99.9 % of genuine SFace scores are above it;
frames of one track are closer still."""
CLEAR_ENOUGH_TO_SPLIT = 0.3
"""Quality.overall under which a shot says nothing about who is followed: blur alone brings cosines under SAME_FACE."""
CLEAR_ENOUGH_TO_SUSPECT = 0.5
"""The same where nothing but the embeddings speaks of a change: a man who comes near from afar, or passes under the
camera, falls under SAME_FACE with shots between the two."""
_KEPT_EMBEDDINGS = 8


@dataclass(slots=True)
class Dossier:
    """One track's past; private to the lease holder. Sequence numbers are those of frames, -1 for never.

    `strikes` counts clear shots in a row that look like somebody else, `non_faces` those that look like no face;
    `suspected` says that only its shots made the track doubtful, not its picture. `last_shot_seq` is that of the last
    embedding, whatever it was for.
    """

    first_seq: int
    measured_seq: int = -1
    taken: int = 0
    best_quality: float = 0.0
    last_shot_seq: int = 0
    first_shot_seq: int = -1
    settled: bool = False
    strikes: int = 0
    suspected: bool = False
    non_faces: int = 0
    candidate: Candidate | None = None
    pose: HeadPose | None = None
    quality: Quality | None = None
    attributes: tuple[Attributes, ...] = ()
    embeddings: tuple[Embedding, ...] = ()
    clear: tuple[Embedding, ...] = ()
    live_samples: tuple[float, ...] = ()
    live_seq: int = -1
    liveness: Liveness = UNCHECKED

    def history(self, seq: int) -> ShotHistory:
        """Return what the track has spent by frame `seq`."""
        since = self.last_shot_seq if self.taken else self.first_seq
        return ShotHistory(self.taken, self.best_quality, seq - since)

    def spend(self, seq: int) -> None:
        """Count an embedding made of frame `seq`."""
        self.taken += 1
        self.last_shot_seq = seq
        if self.first_shot_seq < 0:
            self.first_shot_seq = seq
        self.candidate = None

    def enter(self, candidate: Candidate, embedding: Embedding, attributes: Attributes) -> None:
        """Take up a shot of this very person."""
        self.embeddings = (*self.embeddings, embedding)[-_KEPT_EMBEDDINGS:]
        if candidate.quality.overall >= CLEAR_ENOUGH_TO_SUSPECT:
            self.clear = (*self.clear, embedding)[-_KEPT_EMBEDDINGS:]
        self.best_quality = max(self.best_quality, candidate.quality.overall)
        self.attributes = (*self.attributes, attributes)

    def resembles(self, embedding: Embedding, *, doubtful: bool) -> bool:
        """Say whether a face may be the one followed so far; unless its picture changed, only clear shots count."""
        known = self.embeddings if doubtful and not self.suspected else self.clear
        return not known or max(embedding.cosine(one) for one in known) >= SAME_FACE

    def typical(self) -> Attributes | None:
        """Return the attributes over all shots: the means of the age and of the chance of either gender."""
        if not self.attributes:
            return None
        count = len(self.attributes)
        male = sum(a.gender_confidence if a.gender is Gender.MALE else 1 - a.gender_confidence for a in self.attributes)
        share = male / count
        gender = Gender.MALE if share > 0.5 else Gender.FEMALE
        return Attributes(sum(a.age for a in self.attributes) / count, gender, max(share, 1 - share))
