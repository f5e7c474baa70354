"""``{% memo a, b=c.d %}...{% endmemo %}``: HTML that is the same wherever the same values are shown is made once.

What stands between the tags is rendered the first time that these values come; afterwards what came out then stands
there again. It sees nothing but the values it is kept by, what it sets or imports itself and Jinja's globals: a name
that is not among them is an error of the template, found when it is compiled. Text and whole numbers are the same when
they are equal, anything else when it is the very same object: what is shown must not change while a site is rendered.

The memory belongs to one environment, and an environment to one build. Forked children begin with what their parent
had.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

from jinja2 import Environment, nodes
from jinja2.ext import Extension
from jinja2.meta import find_undeclared_variables
from jinja2.parser import Parser
from markupsafe import Markup

#: Filters, for their calls are the cheapest that Jinja compiles. Templates do not name them.
_FIND, _KEEP = "memo_find", "memo_keep"
#: Equal values of these show the same. Not of their heirs: a Markup equals the text that it is not escaped as.
_PLAIN = frozenset({str, int})
Key = tuple[Any, ...]
#: What was rendered, and of which values.
Entry = tuple[Markup, tuple[Any, ...]]


class Memo(Extension):
    """The tag, and what one environment remembers."""

    tags = {"memo"}  # noqa: RUF012 - Jinja's own declaration
    #: After so many what was not asked for since as many before is forgotten: some 15 MB, and every child has its own.
    most = 6_000

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        # The values stand beside the HTML, so that no other object can get the identity that the key holds.
        self._kept: dict[Key, Entry] = {}
        self._older: dict[Key, Entry] = {}
        environment.filters[_FIND] = self.find
        environment.filters[_KEEP] = self.keep

    def find(self, place: str, *values: Any) -> Markup | None:
        """What was kept at this place of a template for these values."""
        key = _key(place, values)
        entry = self._kept.get(key)
        if entry is None:
            entry = self._older.get(key)
            if entry is None:
                return None
            self._remember(key, entry)
        return entry[0]

    def keep(self, html: Markup, place: str, *values: Any) -> Markup:
        """Keep what was rendered; gives it back."""
        self._remember(_key(place, values), (html, values))
        return html

    def _remember(self, key: Key, entry: Entry) -> None:
        if len(self._kept) >= self.most:
            self._older, self._kept = self._kept, {}
        self._kept[key] = entry

    def parse(self, parser: Parser) -> nodes.Node:
        """The tag as nodes: find, or else render and keep; then put out."""
        line = next(parser.stream).lineno
        names, values = _read_values(parser)
        body = parser.parse_statements(("name:endmemo",), drop_needle=True)
        self._check(names, body, parser, line)
        place = f"{parser.name} {blake2b(repr((names, body)).encode(), digest_size=8).hexdigest()}"
        key: list[nodes.Expr] = [nodes.Const(place), *(nodes.Name(name, "load") for name in names)]
        html, fresh = parser.free_identifier(line), parser.free_identifier(line)
        found = nodes.Filter(key[0], _FIND, key[1:], [], None, None)
        kept = nodes.Filter(fresh, _KEEP, key, [], None, None)
        make: list[nodes.Node] = [nodes.AssignBlock(fresh, None, body), nodes.Assign(html, kept)]
        is_new = nodes.Compare(html, [nodes.Operand("eq", nodes.Const(None))])
        steps = [nodes.Assign(html, found), nodes.If(is_new, make, [], []), nodes.Output([html])]
        targets: list[nodes.Expr] = [nodes.Name(name, "param") for name in values]
        return nodes.With(targets, list(values.values()), steps).set_lineno(line)

    def _check(self, names: list[str], body: list[nodes.Node], parser: Parser, line: int) -> None:
        tree = nodes.Template(body, lineno=line)
        tree.set_environment(self.environment)
        if _sees_the_page(tree):
            parser.fail("a memo holds no block, no include and no import with context: they would see the page", line)
        unknown = find_undeclared_variables(tree) - set(names) - set(self.environment.globals)
        if unknown:
            told = ", ".join(sorted(unknown))
            parser.fail(f"a memo shows what it is not kept by: {told}", line)


def _sees_the_page(tree: nodes.Template) -> bool:
    imports: list[nodes.Import | nodes.FromImport] = [*tree.find_all(nodes.Import), *tree.find_all(nodes.FromImport)]
    return any(tree.find_all((nodes.Block, nodes.Include))) or any(node.with_context for node in imports)


def _read_values(parser: Parser) -> tuple[list[str], dict[str, nodes.Expr]]:
    """The names in the tag, and the expressions of those that it sets itself."""
    names: list[str] = []
    values: dict[str, nodes.Expr] = {}
    if parser.stream.current.type == "block_end":
        parser.fail("a memo is kept by at least one value", parser.stream.current.lineno)
    while parser.stream.current.type != "block_end":
        if names:
            parser.stream.expect("comma")
        name = str(parser.stream.expect("name").value)
        names.append(name)
        if parser.stream.skip_if("assign"):
            values[name] = parser.parse_expression()
    return names, values


def _key(place: str, values: tuple[Any, ...]) -> Key:
    return (place, *[value if value.__class__ in _PLAIN else (id(value),) for value in values])
