"""Plugin settings: one dict of ``pelicanconf.py`` becomes one frozen dataclass, checked field by field."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import fields
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from plugins.common.problems import report_of

T = TypeVar("T")
FILE = "pelicanconf.py"


def read_settings(cls: type[T], settings: MutableMapping[str, Any], name: str) -> T:
    """Make ``cls`` (every field has a default) from ``settings[name]``.

    What is unknown or of the wrong kind becomes an error of the build's report that names the setting; the default
    stands in for it, so that one run tells every mistake.
    """
    report = report_of(settings)
    given = settings.get(name, {})
    if not isinstance(given, Mapping):
        report.error(FILE, 0, f"{name} phải là một dict", given, f"viết {name} = {{...}}")
        return cls()
    hints = get_type_hints(cls)
    known = {field.name for field in fields(cls)}  # type: ignore[arg-type]
    accepted = {}
    for key, value in given.items():
        if key not in known:
            remedy = "dùng một trong: " + ", ".join(sorted(known))
            report.error(FILE, 0, f"{name} không có mục này", key, remedy)
        elif not _fits(value, hints[key]):
            report.error(FILE, 0, f"{name}[“{key}”] sai kiểu", repr(value), f"viết giá trị kiểu {_shown(hints[key])}")
        else:
            accepted[key] = value
    return cls(**accepted)


def _fits(value: object, hint: Any) -> bool:
    origin = get_origin(hint)
    arguments = get_args(hint)
    if hint is Any:
        return True
    if origin in (list, tuple):
        return isinstance(value, (list, tuple)) and all(_fits(item, arguments[0]) for item in value)
    if origin in (dict, Mapping):
        return isinstance(value, Mapping) and all(_fits(item, arguments[1]) for item in value.values())
    if origin is not None:  # a union or a Literal
        return any(value == choice if not _is_type(choice) else _fits(value, choice) for choice in arguments)
    if hint in (int, float) and isinstance(value, bool):
        return False
    return isinstance(value, (int, float)) if hint is float else isinstance(value, hint)


def _is_type(choice: object) -> bool:
    return isinstance(choice, type) or get_origin(choice) is not None


def _shown(hint: Any) -> str:
    return getattr(hint, "__name__", None) if get_origin(hint) is None else str(hint)  # type: ignore[return-value]
