"""The weights Usher comes with.

Made by `usher train profiles` from 210 people of LFW with five usable photos each (2 072 photos and 630 group photos
pasted from them), mixed into collections with 0 to 60 % photos of others. `python -m tests.benchmarks.profiles` tells
what such weights do for people they were not fitted to. Of the bounds at zero that of `quality` held.
"""

from core.profiles.weighing import Features, Weights

SHIPPED = Weights(
    bias=0.2509,
    features=Features(
        photos=0.1504, largest=0.2003, quality=0.0, foremost=0.0962, alone=0.3917, named=0.2629,
        age=0.1629, gender=0.0919, elsewhere=-0.3204, related=-0.201,
    ),
    margin=0.11,
)  # fmt: skip
