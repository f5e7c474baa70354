"""Numbers as Vietnamese readers write them."""

import pytest

from plugins.common.numbers import dotted


@pytest.mark.parametrize(("count", "text"), [(0, "0"), (999, "999"), (1000, "1.000"), (13_063_547, "13.063.547")])
def test_groups_of_three(count: int, text: str) -> None:
    assert dotted(count) == text
