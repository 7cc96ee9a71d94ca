"""The product's WSGI application, with its clock ahead where a journey plays in the future."""

import os
from datetime import UTC, datetime, timedelta

import time_machine

shift = timedelta(seconds=float(os.environ["STUHLKREIS_JOURNEY_SHIFT_SECONDS"]))
if shift:
    time_machine.travel(datetime.now(UTC) + shift, tick=True).start()

from stuhlkreis.config.wsgi import application  # noqa: E402 -- after the clock is set

__all__ = ["application"]
