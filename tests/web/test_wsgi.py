import io
from wsgiref.util import setup_testing_defaults

import pytest

from stuhlkreis.config.wsgi import application


@pytest.mark.django_db
def test_the_application_the_server_runs_answers() -> None:
    environ: dict[str, object] = {"PATH_INFO": "/healthz", "wsgi.input": io.BytesIO()}
    setup_testing_defaults(environ)
    answered: list[str] = []

    body = b"".join(application(environ, lambda status, _headers: answered.append(status)))

    assert (answered, body.strip()) == (["200 OK"], b"ok")
