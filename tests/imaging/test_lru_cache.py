"""The cache keeps what is used, within its budget."""

from removerbot.imaging.lru_cache import LruCache


def test_the_least_recently_used_value_goes_first() -> None:
    cache = LruCache[str, int](budget=30)
    for key in "abc":
        cache.put(key, ord(key), 10)
    assert cache.get("a") == ord("a")
    cache.put("d", ord("d"), 10)
    assert cache.get("b") is None
    assert [cache.get(key) for key in "acd"] == [ord(key) for key in "acd"]


def test_a_large_value_drives_out_as_many_as_it_needs() -> None:
    cache = LruCache[str, int](budget=30)
    for key in "abc":
        cache.put(key, 1, 10)
    cache.put("d", 2, 20)
    assert [cache.get(key) for key in "abcd"] == [None, None, 1, 2]


def test_a_value_above_the_budget_is_not_kept() -> None:
    cache = LruCache[str, int](budget=30)
    cache.put("a", 1, 31)
    assert cache.get("a") is None
    cache.put("b", 2, 30)
    cache.put("c", 3, 31)
    assert cache.get("b") == 2


def test_a_value_put_again_counts_once() -> None:
    cache = LruCache[str, int](budget=30)
    for number in range(10):
        cache.put("a", number, 20)
    cache.put("b", 1, 10)
    assert cache.get("a") == 9
    assert cache.get("b") == 1
