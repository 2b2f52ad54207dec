"""Where features are kept, and that they stay what they are."""

import torch

from removerbot.models.torch.feature_cache import FeatureCache

CPU = torch.device("cpu")


def features_of(number: int) -> torch.Tensor:
    return torch.full((1, 256, 64, 64), float(number))


def test_only_so_many_stay_on_the_device_and_all_can_be_read() -> None:
    cache = FeatureCache(CPU, capacity=2)

    kept = [cache.put(features_of(number)) for number in range(5)]

    assert len(cache) == 2
    for number, features in enumerate(kept):
        assert torch.equal(cache.get(features), features_of(number).half())
        assert len(cache) == 2


def test_the_one_used_longest_ago_goes_first() -> None:
    cache = FeatureCache(CPU, capacity=2)
    first, second = cache.put(features_of(1)), cache.put(features_of(2))
    there = {each: each.tensor for each in (first, second)}
    cache.get(first)

    cache.put(features_of(3))

    assert first.tensor is there[first]
    assert second.tensor is not there[second]


def test_what_nobody_holds_takes_no_room() -> None:
    cache = FeatureCache(CPU, capacity=2)
    for number in range(5):
        cache.put(features_of(number))

    assert len(cache) == 0
