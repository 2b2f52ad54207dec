"""Logistic regression, judged on photos that it was not fitted to."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FOLDS = 10
PENALTY = 4.0
"""Of the squared weights, once the features are brought to unit variance."""

Array = NDArray[np.float64]
Index = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic regression on raw features."""

    weights: Array
    bias: float

    def logits(self, values: Array) -> Array:
        """The log odds; the features are the last axis of `values`."""
        return np.asarray(values @ self.weights + self.bias)

    def scaled(self, other: "Model") -> "Model":
        """Another model on these log odds, as one on the features."""
        [scale] = other.weights
        return Model(self.weights * scale, self.bias * scale + other.bias)


def regress(
    values: Array, targets: Array, counts: Array | float = 1.0, penalty: float = PENALTY
) -> Model:
    """Logistic regression on targets from 0 to 1, by Newton's method; `counts` says how much
    each of them weighs."""
    mean, deviation = values.mean(0), np.maximum(values.std(0), 1e-9)
    inputs = np.column_stack([(values - mean) / deviation, np.ones(len(values))])
    ridge = penalty * np.eye(inputs.shape[1])
    ridge[-1, -1] = 0
    weights = np.zeros(inputs.shape[1])
    for _ in range(10):
        guess = sigmoid(inputs @ weights)
        gradient = inputs.T @ ((guess - targets) * counts) + ridge @ weights
        curvature = (inputs.T * (guess * (1 - guess) * counts)) @ inputs + ridge
        weights -= np.linalg.solve(curvature, gradient)
    raw = weights[:-1] / deviation
    return Model(raw, float(weights[-1] - raw @ mean))


def held_out(photos: Index, seeds: int) -> Iterator[tuple[int, NDArray[np.bool_]]]:
    """Folds by photo, as the number of the run and which rows are held out."""
    for seed in range(seeds):
        order = np.random.default_rng(seed).permutation(photos.max() + 1)
        fold = order[photos] % FOLDS
        for number in range(FOLDS):
            yield seed, fold == number


def pick(values: Array, index: Index) -> Array:
    """The element of the last axis that `index` names."""
    return np.take_along_axis(values, index[..., None], -1)[..., 0]


def sigmoid(logits: Array) -> Array:
    """Log odds to 0–1."""
    return np.asarray(1 / (1 + np.exp(-logits)))


def print_row(name: str, *values: float, width: int = 3) -> None:
    """A line of a table."""
    print(f"{name:32}" + "".join(f"{value:12.{width}f}" for value in values))
