import io
from collections.abc import Callable
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest

from stuhlkreis.config.wsgi import application


@pytest.mark.django_db(transaction=True)  # the server closes its connections itself
def test_the_application_the_server_runs_answers() -> None:
    environ: dict[str, Any] = {"PATH_INFO": "/healthz", "wsgi.input": io.BytesIO()}
    setup_testing_defaults(environ)
    answered: list[str] = []

    def start(
        status: str, headers: list[tuple[str, str]], exc_info: object = None, /
    ) -> Callable[[bytes], object]:
        answered.append(status)
        return io.BytesIO().write

    body = b"".join(application(environ, start))

    assert (answered, body.strip()) == (["200 OK"], b"ok")
