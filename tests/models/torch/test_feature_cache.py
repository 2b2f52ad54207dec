"""Which features stay on the device, and that moving them does not change them."""

import torch

from removerbot.models.torch.feature_cache import FeatureCache

CPU = torch.device("cpu")


def features_of(number: int) -> torch.Tensor:
    return torch.full((1, 256, 64, 64), float(number))


def test_the_capacity_is_kept_and_all_features_can_be_read() -> None:
    cache = FeatureCache(CPU, capacity=2)

    kept = [cache.put(features_of(number)) for number in range(5)]

    assert len(cache) == 2
    for number, features in enumerate(kept):
        assert torch.equal(cache.get(features), features_of(number).half())
        assert len(cache) == 2


def test_the_least_recently_used_features_are_moved_first() -> None:
    cache = FeatureCache(CPU, capacity=2)
    first, second = cache.put(features_of(1)), cache.put(features_of(2))
    there = {each: each.tensor for each in (first, second)}
    cache.get(first)

    cache.put(features_of(3))

    assert first.tensor is there[first]
    assert second.tensor is not there[second]


def test_features_without_a_reference_are_dropped() -> None:
    cache = FeatureCache(CPU, capacity=2)
    for number in range(5):
        cache.put(features_of(number))

    assert len(cache) == 0
