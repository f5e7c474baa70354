"""Fixtures of the service's tests."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest

from tests.visit_counter.service.postgres import Server, running_server


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """One PostgreSQL server for the run; whoever stops it starts it again."""
    with running_server() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: Server) -> str:
    """The address of an empty database."""
    return postgres_server.make(f"keng_{uuid.uuid4().hex}")


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str | None:
    """Both kinds of store."""
    return None if request.param == "sqlite" else str(request.getfixturevalue("postgres_url"))
