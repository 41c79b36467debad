"""What all records share: equality, hashing, pickling, a readable form, written once, not generated for each class.

attrs can generate these methods for every class, and building them is most of what a short run of the program would
wait for. Records that are compared or hashed in a hot path still have them generated.
"""

from typing import Any, cast

import attrs


class Frozen:
    """The base of frozen attrs classes declared with `eq=False, repr=False, getstate_setstate=False`.

    Fields declared with `eq=False` are left out of comparisons, those with `repr=False` out of the readable form.
    """

    __slots__ = ()

    def _compared(self) -> tuple[Any, ...]:
        return tuple(getattr(self, field.name) for field in _fields(self) if field.eq)

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        assert isinstance(other, Frozen)
        return self._compared() == other._compared()

    def __hash__(self) -> int:
        return hash((type(self), self._compared()))

    def __getstate__(self) -> tuple[Any, ...]:
        return tuple(getattr(self, field.name) for field in _fields(self))

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        for field, value in zip(_fields(self), state, strict=True):
            object.__setattr__(self, field.name, value)

    def __repr__(self) -> str:
        shown = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in _fields(self) if field.repr)
        return f"{type(self).__name__}({shown})"


def _fields(record: Frozen) -> "tuple[attrs.Attribute[Any], ...]":
    found: tuple[attrs.Attribute[Any], ...] = attrs.fields(cast("type[attrs.AttrsInstance]", type(record)))
    return found
