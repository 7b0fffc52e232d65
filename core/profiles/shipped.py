"""The weights Usher comes with.

Made by `usher train profiles` from 210 people of LFW with five usable photos each (2 072 photos, 630 group photos pasted
from them), mixed into 2 700 collections with 0 to 60 % photos of others. `python -m tests.benchmarks.profiles` measures
what such weights do for people they were not fitted to. The bounds at zero held for `quality` only.
"""

from core.profiles.weighing import Features, Weights

SHIPPED = Weights(
    bias=0.0342,
    features=Features(
        photos=0.2686, largest=0.1406, quality=0.0, prominence=0.1209, central=0.1562, alone=0.3341, named=0.2682,
        age=0.1646, gender=0.0923, elsewhere=-0.3256, related=-0.2017,
    ),
    least=0.69,
    margin=0.105,
)  # fmt: skip
