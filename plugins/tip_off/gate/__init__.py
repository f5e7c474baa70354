"""The gate: reads the finished tip-off pages and refuses what must not be there.

1. ``tokens`` cuts a page into tags and text. It knows only the plain part of HTML that no two parsers read differently;
   anything else (comments, quotes left out, a stray ``<``) is a token of its own and refused.
2. ``elements``, ``values`` and ``links`` are the allow-list: elements, attributes of each, values of each attribute.
3. ``page`` walks the tokens: what may stand where. ``needed`` says what must be there, and not hidden by the markup.
4. ``stylesheet`` reads the one file that the pages load. It does not know what a rule hides: for the theme that comes
   with the portal the tests in a browser see to that.
5. ``surroundings`` looks at the files beside the pages.
6. ``folder`` finds all of it in a site, the worker too, and tells what is wrong and who is likely to have put it there.
"""

from plugins.tip_off.gate.folder import check_folder
from plugins.tip_off.gate.model import PAGES, Expected, Links, TipOffPage

__all__ = ["PAGES", "Expected", "Links", "TipOffPage", "check_folder"]
