"""The weights Usher comes with."""

from core.profiles.weighing import Features, Weights

SHIPPED = Weights(
    bias=-0.3,
    features=Features(
        photos=0.5, largest=0.3, quality=0.1, prominence=0.3, central=0.3, alone=0.2, named=0.3, age=0.05, gender=0.1,
        elsewhere=-0.3, related=-0.3,
    ),
    least=0.2,
    margin=0.15,
)  # fmt: skip
