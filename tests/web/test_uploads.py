"""A posted file is cut off where it becomes too large, before anybody looked at it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import Client, RequestFactory
from pytest_django import Settings

from tests import make

LIMIT = 100_000


@pytest.fixture(autouse=True)
def _small(settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = LIMIT


def posted(rf: RequestFactory, *sizes: int) -> list[int]:
    """How many bytes of each file reach the disk."""
    files = {f"f{n}": SimpleUploadedFile(f"{n}.csv", b"x" * size) for n, size in enumerate(sizes)}
    request = rf.post("/", files)
    found = [request.FILES[name] for name in files]
    lengths = [len(file.read()) for file in found if isinstance(file, TemporaryUploadedFile)]
    request.close()
    return lengths


@pytest.mark.parametrize(
    ("sizes", "kept"),
    [
        ((10,), [10]),
        ((LIMIT,), [LIMIT]),
        ((LIMIT + 1,), [LIMIT + 1]),
        ((5 * LIMIT,), [LIMIT + 1]),
        ((LIMIT, LIMIT), [LIMIT, 1]),
        ((2 * LIMIT, LIMIT), [LIMIT + 1, 0]),
    ],
)
def test_no_more_than_a_byte_over_the_limit_reaches_the_disk(
    rf: RequestFactory, sizes: tuple[int, ...], kept: list[int]
) -> None:
    assert posted(rf, *sizes) == kept


@pytest.mark.django_db
def test_the_form_says_that_the_file_is_too_large(client: Client) -> None:
    client.force_login(make.member())
    answer = client.post(
        "/arbeitsplatz/import/", {"file": SimpleUploadedFile("gross.csv", b"Name\n" * LIMIT)}
    )
    assert answer.status_code == 422
    assert "Die Datei ist zu groß" in answer.content.decode()
