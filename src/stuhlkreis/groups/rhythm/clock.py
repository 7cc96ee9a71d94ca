"""Put raw times and bare hours together to time spans: "9 bis halb elf" is 09:00–10:30."""

import re

from .scan import DAY, HOUR, Token

NO_TIME = -1
_SPANS = re.compile(
    r"(?P<range>(?P<from>[tN])[,(]?[-b][-bzuva,]{0,4}(?P<to>[tN]))"
    r"|(?P<between>(?<=<)[tN]&[tN])"
    r"|(?P<until>b[zua,]{0,3}t)"
    r"|(?P<pair>N(?=&u?t))"
    r"|(?P<single>t)"
    r"|(?P<bare>(?<=u)N(?![-b]?[KwmeNO]))"
    r"|(?P<open>(?<=B)N(?=[,);i]|$))"
)
# What must stand before two bare numbers, so that "17-19" is a time and no house number.
_BEFORE_BARE_HOURS = frozenset("DSWPmvuY<")
_EARLIEST_HOUR, _LATEST_HOUR = 7, 24
_EARLY = 8 * HOUR
_NOON = 12 * HOUR
# Part of the day (see PARTS_OF_DAY): which hours it moves into the second half of the day.
_MOVED = {1: range(1, 8), 2: range(4, 12), 3: range(1, 4)}


def with_spans(tokens: list[Token]) -> list[Token]:
    """The tokens with each time span as one "T", its numbers start and end in minutes.

    `NO_TIME` stands for a start or an end that is not stated.
    """
    codes = "".join(token.code for token in tokens)
    found: list[Token] = []
    done = 0
    for match in _SPANS.finditer(codes):
        found += tokens[done : match.start()]
        found += _span(match, codes, tokens)
        done = match.end()
    return found + tokens[done:]


def _span(match: re.Match[str], codes: str, tokens: list[Token]) -> list[Token]:
    """The tokens that one match becomes: a time span, or what it was."""
    first, last = tokens[match.start()], tokens[match.end() - 1]
    afternoon = _part_of_day(match, codes, tokens)
    if match.lastgroup in {"range", "between"}:
        if _is_range(match, codes, first, last):
            return [_range(first, last, afternoon)]
        if last.code == "t":
            return [first, _spoken(_moved(last, afternoon), NO_TIME)]
        return tokens[match.start() : match.end()]
    if match.lastgroup == "until":
        return [_spoken(NO_TIME, _moved(last, afternoon))]
    if last.code == "N" and not _is_hour(last):
        return [last]
    return [_spoken(_moved(last, afternoon), NO_TIME)]


def _is_hour(token: Token) -> bool:
    earliest = 1 if token.text.isalpha() else _EARLIEST_HOUR
    return token.code == "t" or earliest <= token.n[0] <= _LATEST_HOUR


def _is_range(match: re.Match[str], codes: str, first: Token, last: Token) -> bool:
    if first.code == last.code == "N":
        before = codes[max(0, match.start() - 3) : match.start()].rstrip(",(")[-1:]
        hours = _is_hour(first) and _is_hour(last) and first.n < last.n
        return hours and before in _BEFORE_BARE_HOURS
    return all(token.code == "t" or 0 < token.n[0] <= _LATEST_HOUR for token in (first, last))


def _range(first: Token, last: Token, afternoon: int) -> Token:
    start, end = _moved(first, afternoon), _moved(last, afternoon)
    if _is_open(last):
        # "9 bis halb elf", "19 bis halb neun": the first half of the day that comes after.
        end = last.n[0] if last.code == "t" else last.n[0] * HOUR
        end += _NOON if end <= start else 0
    return _spoken(start, end)


def _is_open(token: Token) -> bool:
    """Whether words leave open which half of the day is meant."""
    return bool(token.n[1]) if token.code == "t" else token.text.isalpha()


def _spoken(start: int, end: int) -> Token:
    return Token("T", (start, end), "")


def _moved(token: Token, afternoon: int) -> int:
    """Minutes since midnight, in the half of the day that is meant."""
    minutes = token.n[0] if token.code == "t" else token.n[0] * HOUR % DAY
    if minutes // HOUR in _MOVED.get(afternoon, ()):
        return minutes + _NOON
    # Nobody meets at "halb acht" in the morning without saying so.
    open_half = _is_open(token) and afternoon == NO_TIME and minutes < _EARLY
    return minutes + _NOON if open_half else minutes


def _part_of_day(match: re.Match[str], codes: str, tokens: list[Token]) -> int:
    """The part of the day named close to the time, or `NO_TIME`."""
    near = codes[max(0, match.start() - 5) : match.start()]
    at = near.rfind("P")
    if at >= 0 and not set(near[at:]) & set("tT;"):
        return tokens[match.start() - len(near) + at].n[0]
    if codes[match.end() : match.end() + 1] == "P":
        return tokens[match.end()].n[0]
    return NO_TIME
