"""What the address of the site switches on, read by a fresh interpreter."""

import json
import os
import subprocess
import sys

import pytest

ASK = """
import json
from stuhlkreis.config import settings as s
print(json.dumps([s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0,
                  s.SECURE_PROXY_SSL_HEADER is not None, s.DEBUG]))
"""


@pytest.mark.parametrize(
    ("address", "is_safe"), [("https://stuhlkreis.example", True), ("http://127.0.0.1:8000", False)]
)
def test_an_address_with_https_closes_cookies_and_asks_for_https_only(
    address: str, is_safe: bool
) -> None:
    asked = subprocess.run(
        [sys.executable, "-c", ASK],
        env={**os.environ, "STUHLKREIS_BASE_URL": address},
        capture_output=True,
        check=True,
        text=True,
    )

    assert json.loads(asked.stdout) == [is_safe, is_safe, is_safe, is_safe, False]
