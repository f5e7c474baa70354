"""Settings of property tests: the same examples on every machine, no clock, nothing written outside .cache/."""

from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

from tests.support import ROOT

set_hypothesis_home_dir(ROOT / ".cache" / "hypothesis")
PROPERTY = settings(derandomize=True, deadline=None, database=None, max_examples=200)
