"""Names of cached values that say nothing: rate limits count addresses of people and machines."""

from django.utils.crypto import salted_hmac


def blind(key: str, key_prefix: str, version: int) -> str:
    """A name (64 hexadecimal digits) nobody can read or guess without the server's secret."""
    words = f"{key_prefix}:{version}:{key}"
    return salted_hmac("stuhlkreis.cache", words, algorithm="sha256").hexdigest()
