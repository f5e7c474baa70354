"""docs/settings.md names every setting there is, and none that there is not."""

import importlib
import pkgutil
import re
from dataclasses import fields, is_dataclass

import pelicanconf
import plugins
import publishconf
from tests.support import ROOT

NAMED = set(re.findall(r"`(\w+)`", (ROOT / "docs" / "settings.md").read_text("utf-8")))


def plugin_fields() -> set[str]:
    """Every field of every dataclass in a plugin's settings module."""
    found: set[str] = set()
    for module in pkgutil.iter_modules(plugins.__path__, "plugins."):
        if module.name == "plugins.common":
            continue
        try:
            settings = importlib.import_module(f"{module.name}.settings")
        except ModuleNotFoundError as error:
            if error.name != f"{module.name}.settings":
                raise
            continue
        for value in vars(settings).values():
            if is_dataclass(value) and value.__module__ == settings.__name__:
                found |= {field.name for field in fields(value)}
    return found


def conf_names() -> set[str]:
    """Every setting of the two files."""
    return {name for conf in (pelicanconf, publishconf) for name in vars(conf) if name.isupper()}


def test_every_setting_is_documented() -> None:
    assert len(plugin_fields()) > 30
    assert plugin_fields() - NAMED == set()
    assert conf_names() - NAMED == set()


def test_nothing_is_documented_that_does_not_exist() -> None:
    others = {"True", "False", "None", "SITE_NOW", "SITE_MANIFEST"}
    keys = {"label", "href", "icon", "staff", "url", "title", "order", "eight", "four"}
    assert NAMED - plugin_fields() - conf_names() - others - keys == set()
