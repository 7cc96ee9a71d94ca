"""What tests of pages share: the day on the clock."""

from collections.abc import Iterator

import pytest
import time_machine

from tests import make


@pytest.fixture
def _today() -> Iterator[None]:
    """The pages read the clock; here it stands still."""
    with time_machine.travel(make.AT, tick=False):
        yield
