"""A set for each of many things, kept as masks over one list: chains of thousands then cost little more than one."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

import attrs

from assent.grammar.frozen import Frozen

K = TypeVar("K")
T = TypeVar("T")


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Sets(Frozen, Generic[K, T]):
    """A set of `items` for each key; bit n of its mask stands for the nth item. Sets are built when asked for."""

    items: tuple[T, ...]
    masks: Mapping[K, int]
    _built: dict[int, frozenset[T]] = attrs.field(factory=dict, eq=False, repr=False, init=False)
    _index: dict[T, int] = attrs.field(factory=dict, eq=False, repr=False, init=False)

    def __getitem__(self, key: K) -> frozenset[T]:
        """The set of one key."""
        mask = self.masks[key]
        found = self._built.get(mask)
        if found is None:
            found = self._built[mask] = frozenset(self.listed(key))
        return found

    def listed(self, key: K) -> Iterator[T]:
        """The items of one key's set, in the order of all items."""
        mask = self.masks[key]
        while mask:
            bit = mask & -mask
            mask ^= bit
            yield self.items[bit.bit_length() - 1]

    def mask(self, items: Iterable[T]) -> int:
        """Some items as one mask; those in no set are left out."""
        if not self._index:
            self._index.update((item, number) for number, item in enumerate(self.items))
        return sum({1 << self._index[item] for item in items if item in self._index})

    def touching(self, items: Iterable[T]) -> frozenset[K]:
        """The keys whose set has one of some items."""
        mask = self.mask(items)
        return frozenset(key for key, found in self.masks.items() if found & mask)
