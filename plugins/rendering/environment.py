"""The environment that renders the theme: Jinja without what costs time at every page and changes nothing here.

One serves a whole build. It needs no Pelican, and whoever forks takes it along with all that it has loaded.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from types import BuiltinMethodType
from typing import Any

import jinja2
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from plugins.rendering.memo import Memo

_SPECIAL = re.compile("[&<>'\"]")


def _escape(value: Any) -> str:
    """What a template puts out: as it is when it is HTML already, or text with nothing to escape.

    Markup would copy it, and what templates put out is only joined.
    """
    kind = value.__class__
    if kind is Markup or (kind is str and not _SPECIAL.search(value)):
        return value  # type: ignore[no-any-return]
    return escape(value)


class _Context(Context):
    def call(self, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Jinja looks at each callable for what it wants to be passed; the theme's macros and strings want nothing."""
        if obj.__class__ is BuiltinMethodType and obj.__self__.__class__ is str:
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            return obj(*args, **kwargs)
        if obj.__class__ is not Macro or not self.eval_ctx.autoescape:
            return super().call(obj, *args, **kwargs)
        if obj.caller or obj.catch_kwargs or obj.catch_varargs:
            return super().call(obj, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        named = [kwargs.pop(name, missing) for name in obj.arguments[len(args) :]]
        if kwargs or len(args) > len(obj.arguments):
            return super().call(obj, *args, **kwargs)  # says what is wrong with the call
        return Markup(obj._func(*args, *named))


class _Template(jinja2.Template):
    """Imported once, for what is imported without context is always the same.

    Jinja compares the globals of both templates at each import, in case one was loaded with globals of its own.
    """

    @classmethod
    def _from_namespace(cls, environment: Any, namespace: Any, globals: Any) -> Any:
        namespace["escape"] = _escape
        return super()._from_namespace(environment, namespace, globals)

    def _get_default_module(self, ctx: Any = None) -> Any:
        if self._module is None:
            self._module = self.make_module()
        return self._module


class ThemeEnvironment(jinja2.Environment):
    """Takes Jinja's own arguments; knows ``{% memo %}``, and looks at each file once."""

    template_class = _Template
    context_class = _Context

    def __init__(self, **options: Any) -> None:
        self._loaded: dict[Any, jinja2.Template] = {}
        super().__init__(**{**options, "auto_reload": False, "extensions": [*options.get("extensions", ()), Memo]})

    def get_template(
        self,
        name: str | jinja2.Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> jinja2.Template:
        """The template of this name, loaded once. Raises jinja2.TemplateNotFound."""
        if globals and self.loader and isinstance(name, str):
            # Not kept: all others share the environment's globals.
            return self.loader.load(self, name, self.make_globals(globals))
        template = self._loaded.get(name)
        if template is None:
            template = self._loaded[name] = super().get_template(name, parent)
        return template

    def take_over(self, other: jinja2.Environment) -> None:
        """Know the filters, tests and globals of another environment too."""
        self.filters.update({name: call for name, call in other.filters.items() if name not in self.filters})
        self.tests.update({name: call for name, call in other.tests.items() if name not in self.tests})
        self.globals.update({name: value for name, value in other.globals.items() if name not in self.globals})

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The environment's own globals, as they are; a chain of mappings would be walked at each page."""
        return super().make_globals(d) if d else self.globals
