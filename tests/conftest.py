"""What every test may rely on."""

from datetime import UTC, datetime

import pytest
from django.core.cache import cache


@pytest.fixture
def at() -> datetime:
    """The moment at which most tests act: Saturday, 21 November 2026, 10:00 in Berlin."""
    return datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _fresh_cache(request: pytest.FixtureRequest) -> None:
    """Rate limits of one test never touch another."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        cache.clear()
