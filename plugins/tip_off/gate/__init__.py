"""The gate: reads the finished tip-off pages and refuses what must not be there.

1. ``tokens`` cuts a page into tags and text. It knows only the plain part of HTML that no two parsers read differently;
   anything else (comments, quotes left out, a stray ``<``) is a token of its own and refused.
2. ``elements`` and ``values`` are the allow-list: elements, attributes of each, values of each attribute.
3. ``page`` walks the tokens: what may stand where, what must be there.
4. ``stylesheet`` reads the one file that the pages load.
5. ``folder`` finds the pages in a site and tells what was found, with who is likely to have put it there.
"""

from plugins.tip_off.gate.folder import check_folder
from plugins.tip_off.gate.model import PAGES, Expected, TipOffPage

__all__ = ["PAGES", "Expected", "TipOffPage", "check_folder"]
