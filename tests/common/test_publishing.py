"""What is told harder when publishing."""

from typing import Any

from plugins.common.problems import report_of
from plugins.common.publishing import blame, is_publishing


def test_the_same_problem_is_an_error_only_when_publishing() -> None:
    for settings, severity in (({}, "warning"), ({"PUBLISHING": False}, "warning"), ({"PUBLISHING": True}, "error")):
        build: dict[str, Any] = dict(settings)
        blame(build)("a.yml", 3, "sai", "giá trị", "sửa")
        assert [(p.file, p.line, p.severity) for p in report_of(build).problems] == [("a.yml", 3, severity)]
        assert is_publishing(build) is (severity == "error")
