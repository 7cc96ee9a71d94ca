"""Every address of ours, as the resolver knows it, and how its gaps are filled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")


@dataclass(frozen=True, slots=True)
class Route:
    """One address: its full name, the names of its gaps, whether it asks nobody to sign in."""

    name: str
    gaps: tuple[str, ...]
    is_public: bool
    pattern: str

    @property
    def area(self) -> str:
        """The part of the site it belongs to; allauth's doors count as `account`."""
        area, colon, _rest = self.name.partition(":")
        return area if colon else "account"

    def url(self, filled: Mapping[str, Any]) -> str:
        """The address with its gaps filled."""
        return reverse(self.name, kwargs={gap: filled[gap] for gap in self.gaps})

    def __str__(self) -> str:
        return self.name


def routes() -> list[Route]:
    """All of them."""
    return list(_walk(get_resolver(), "", ""))


def _walk(resolver: URLResolver, space: str, before: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        pattern = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, entry.namespace or space, pattern)
        elif isinstance(entry, URLPattern):
            gaps = (*entry.pattern.converters, *_groups(entry))
            is_public = not getattr(entry.callback, "login_required", True)
            name = f"{space}:{entry.name}" if space else str(entry.name)
            yield Route(name, gaps, is_public, pattern)


def _groups(entry: URLPattern) -> tuple[str, ...]:
    regex = entry.pattern.regex
    return tuple(set(regex.groupindex) - set(entry.pattern.converters))


def everything(answer: Any) -> bytes:
    """All bytes of an answer: its headers and its page."""
    return bytes(answer.serialize())


def allowed(client: Client, url: str) -> set[str]:
    """The methods an address says it takes."""
    answer = client.put(url)
    assert answer.status_code == 405, f"PUT {url}: {answer.status_code}"
    return {method.strip() for method in answer["Allow"].split(",")}
