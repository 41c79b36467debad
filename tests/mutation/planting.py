"""A mutant put into a module that is loaded already: the functions in use get the changed code.

Nobody has to import anything again, so that one process that has everything warm can be forked for each mutant. What
was said when the module was loaded (a table, a default) is put right where it stands: in the module, and in every
module that took it from there.
"""

import functools
import sys
import types
from typing import Any


class NotPlanted(Exception):
    """The change made no difference to anything that could be exchanged."""


def plant(module: types.ModuleType, source: str) -> None:
    """Exchange what differs between a loaded module and its changed text."""
    fresh = types.ModuleType(module.__name__)
    fresh.__file__ = module.__file__
    exec(compile(source, str(module.__file__), "exec"), fresh.__dict__)
    changed = 0
    for name, new in vars(fresh).items():
        if not name.startswith("__"):
            changed += _exchange(module, name, getattr(module, name, None), new, module.__name__)
    if not changed:
        raise NotPlanted


def _exchange(owner: Any, name: str, old: Any, new: Any, module: str) -> int:
    if isinstance(old, type) and isinstance(new, type):
        if old.__module__ != module or old is new:
            return 0
        return sum(
            _exchange(old, part, vars(old).get(part), inner, module)
            for part, inner in vars(new).items()
            if part not in ("__dict__", "__weakref__", "__doc__", "__module__", "__slots__")
        )
    if function := _function(old):
        other = _function(new)
        if other is None or function.__module__ != module:
            return 0
        return _exchange_code(function, other)
    return _exchange_value(owner, name, old, new)


def _function(value: Any) -> types.FunctionType | None:
    """The function in what was made of one."""
    if isinstance(value, property):
        value = value.fget
    elif isinstance(value, functools.cached_property):
        value = value.func
    elif isinstance(value, staticmethod | classmethod):
        value = value.__func__
    value = getattr(value, "__wrapped__", value)
    return value if isinstance(value, types.FunctionType) else None


def _exchange_code(old: types.FunctionType, new: types.FunctionType) -> int:
    changed = 0
    if old.__code__ != new.__code__:
        old.__code__ = new.__code__
        changed = 1
    if old.__defaults__ != new.__defaults__ and _plain(new.__defaults__):
        old.__defaults__ = new.__defaults__
        changed = 1
    if old.__kwdefaults__ != new.__kwdefaults__ and _plain(new.__kwdefaults__):
        old.__kwdefaults__ = new.__kwdefaults__
        changed = 1
    return changed


def _plain(value: Any) -> bool:
    """Whether a value means the same wherever it was made."""
    if isinstance(value, tuple | list | set | frozenset):
        return all(map(_plain, value))
    if isinstance(value, dict):
        return all(_plain(key) and _plain(one) for key, one in value.items())
    return value is None or isinstance(value, bool | int | str | type)


def _exchange_value(owner: Any, name: str, old: Any, new: Any) -> int:
    if not isinstance(owner, types.ModuleType) or not _plain(new) or isinstance(new, type) or old == new:
        return 0
    for other in list(sys.modules.values()):
        for bound, value in list(getattr(other, "__dict__", {}).items()):
            if value is old and (isinstance(old, dict | set | frozenset | tuple | list) or other is owner):
                setattr(other, bound, new)
    setattr(owner, name, new)
    return 1
