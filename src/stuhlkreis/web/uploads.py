"""What of a posted file is written to disk before anybody looked at it."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest


class Enough(FileUploadHandler):
    """Lets the first bytes through, just more than is allowed, and drops the rest.

    The body is parsed for its CSRF token before the view runs, so anybody can post anything.
    A file cut off here is too large for every form; the view says so in its own words.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._left = settings.UPLOAD_MAX_BYTES + 1

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:  # noqa: ARG002 -- Django's signature
        """As much of the chunk as still fits; None keeps it from the next in line."""
        kept = raw_data[: self._left]
        self._left -= len(kept)
        return kept or None

    def file_complete(self, file_size: int) -> None:
        """The next in line made the file."""
