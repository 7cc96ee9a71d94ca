"""Find the parts of speech about meetings in a row of tokens.

The grammar is written in the letters of `vocabulary`: `O&O D` is "ersten und dritten
Dienstag". Every repetition has an upper bound or only one way to match, so the time stays
linear in the number of tokens.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .scan import Token

# Atomic groups: what is one list is never cut in another way to try again.
_ORDS = r"(?>O(?:[&,()|b-]{0,3}[aj]{0,2}O){0,8})"
_ONE_DAY = r"[DSW](?![,(]{0,2}a?d)P?(?:[-b]{1,2}[DSW]P?)?"
_DAYS = rf"(?>{_ONE_DAY}(?:[&,|]{{0,2}}[ajhi]{{0,2}}{_ONE_DAY}){{0,8}})"
_MONTHS = r"(?>M(?:[-b]{1,2}[xi]?M)?(?:[&,|]{1,2}[ia]{0,2}M(?:[-b]{1,2}M)?){0,12})"
_DATE = r"(?:[DS]P?[,(]{0,2}a?)?d"
_FREE = rf"(?:{_MONTHS}|[FH]|{_DATE}(?:[-b]{{1,2}}a?d)?)"
_MONTHLY = r"[ija]{1,3}m"
_GRAMMAR = re.compile(
    rf"(?P<range>v?a?(?:{_DATE}|O),?[-b]{{1,2}}a?{_DATE})"
    rf"|(?P<anchor>B[az]?(?:{_DATE}|M))"
    rf"|(?P<without>[!~],?[aijxkzvChBm]{{0,6}}{_FREE}"
    rf"(?:[&,|]{{1,2}}[aijxkv!~]{{0,3}}{_FREE}){{0,6}})"
    rf"|(?P<notday>[!~],?k?[aijz=]{{0,3}}(?:{_ORDS}(?:[DS]P?(?:{_MONTHLY})?|{_MONTHLY}|(?=\)|$))|{_DAYS})"
    rf"-?(?:[&,][aij]{{0,2}}[FH])?)"
    rf"|(?P<free>{_FREE}(?:[&,|]{{1,2}}[aij]{{0,2}}{_FREE}){{0,4}}\)?[aijxkCh]{{0,5}}[!^])"
    rf"|(?P<free2>{_MONTHS},?F)"
    rf"|(?P<instead>>[aixkhT]{{0,4}}(?:{_ORDS})?[DS]P?)"
    rf"|(?P<instead2>H[,x]{{0,3}}a{{0,2}}{_ORDS}[DS]P?)"
    rf"|(?P<beside>(?:{_ORDS}[aj]{{0,2}})?[DS]P?,?p[aij]{{0,3}}"
    rf"(?:O[DS]|O(?=[,)]|$|{_MONTHLY})|[DS]|d|V))"
    rf"|(?P<single>{_DATE}(?:[&,]{{1,2}}a?{_DATE})*(?:[,uvaBzxkh]{{0,3}}T)?)"
    rf"|(?P<single2>aN[DSW])"
    rf"|(?P<advent>OX)"
    rf"|(?P<beside2>{_ORDS}[WE])"
    rf"|(?P<nth>{_ORDS}[DS]P?(?:[&|]a?D(?![,(]{{0,2}}a?d)P?){{0,3}})"
    rf"|(?P<post>[DS]P?[,(-]{{0,2}}[aj]{{0,2}}{_ORDS}(?=\)?,?{_MONTHLY}|[,)]|T|$))"
    rf"|(?P<each>jOw(?!{_MONTHLY}))"
    rf"|(?P<nthweek>j?{_ORDS}x?w)"
    rf"|(?P<monthday>{_ORDS}e?(?=,?{_MONTHLY}))"
    rf"|(?P<every>z?jN(?:[-b|]{{1,2}}N)?[wem]|f|Q|jOm|jw)"
    rf"|(?P<doors>To|o[,uBz]{{0,3}}T)"
    rf"|(?P<count>c[ija]{{0,3}}[mwyl]|[ija]{{0,2}}[ly])"
    rf"|(?P<quarter>[ija]{{1,2}}q)"
    rf"|(?P<number>[ija]{{0,2}}[wm]x[GU](?![wm]))"
    rf"|(?P<monthly>{_MONTHLY})"
    rf"|(?P<parity>i?[aj]?[GU](?:&[GU])?[wm]|i[GU])"
    rf"|(?P<turns>c(?=a?[DSW]))"
    rf"|(?P<daily>j[Pe]|Y)"
    rf"|(?P<weekly>{_DAYS})"
    rf"|(?P<months>{_MONTHS})"
    rf"|(?P<time>T)|(?P<season>Z)|(?P<break>;)|(?P<flag>[ERrsALhF])"
)
# Two ways of saying one thing need two names in a regular expression.
_SAME = {
    "beside2": "beside",
    "free2": "free",
    "each": "every",
    "single2": "single",
    "instead2": "instead",
    "number": "parity",
}
_LONE_ORDINAL = re.compile(
    r"(?P<lone>O)(?=(?:,?u?z?T,?&,?u?z?T?|,?&u?z?T)[aj]{0,2}O(?P<ahead>[DS]))"
    r"|(?P<behind>[DS])P?,?u?z?T,?&,?[aj]{0,2}(?P<lone2>O)(?=,?u?z?T)"
)
_FIRST_YEAR, _LAST_MONTH_DAY = 1900, 31
_BEFORE = re.compile(r"[ajhi,&]*$")
_REACH = 12


@dataclass(frozen=True, slots=True)
class Item:
    """One part of speech: its kind (a name of the grammar) and what it says.

    `codes` are its letters and `before` those of the small words in front of it; `tokens`
    are what it was made of; `gap` is what stands between it and the item before it.
    """

    kind: str
    codes: str
    before: str
    tokens: tuple[Token, ...]
    gap: str = ""
    after: str = ""

    def numbers(self, code: str) -> list[int]:
        """The numbers of its tokens of one letter, in order, ranges ("bis") filled."""
        return [n for n, _ in _numbered(self.tokens, code)]


def items_of(tokens: list[Token]) -> list[Item]:
    """The parts of speech in the tokens, in order."""
    tokens = list(_with_dates(_with_weekdays(_with_ordinals(tokens))))
    codes = "".join(token.code for token in tokens)
    found = []
    done = 0
    for match in _GRAMMAR.finditer(codes):
        start, end = match.span()
        before = _BEFORE.search(codes[max(0, start - 6) : start])
        item = Item(
            kind=_SAME.get(match.lastgroup or "", match.lastgroup or ""),
            codes=match[0],
            before=before[0] if before else "",
            tokens=tuple(tokens[start:end]),
            gap=codes[done:start],
            after=codes[end : end + _REACH],
        )
        found.append(item)
        done = end
    return found


def ordinal_days(item: Item) -> list[tuple[int, int]]:
    """The (ordinal, weekday) pairs an item names: "1. und 3. Di" is (1, 1) and (3, 1)."""
    days = item.numbers("DSW")
    return [(nth, day) for day in days for nth in item.numbers("O")]


def _numbered(tokens: tuple[Token, ...], code: str) -> Iterator[tuple[int, str]]:
    last: int | None = None
    fill = False
    for token in tokens:
        if token.code in code:
            if fill and last is not None and len(token.n) == 1:
                yield from ((n, code) for n in _between(last, token.n[0], code))
            yield from ((n, code) for n in token.n)
            last, fill = token.n[-1], False
        elif token.code in "-b":
            fill = True
        elif token.code not in "Pxi":
            fill = False


def _between(first: int, last: int, code: str) -> Iterator[int]:
    """What lies between two ends, around the turn of the week or of the year."""
    if code == "O":
        yield from range(first + 1, last)
        return
    size, low = (12, 1) if code == "M" else (7, 0)
    steps = (last - first) % size
    yield from ((first + step - low) % size + low for step in range(1, steps))


def _with_ordinals(tokens: list[Token]) -> list[Token]:
    """Let "jeden 1 und 3 Dienstag" be ordinals although the dots are missing."""
    codes = "".join(token.code for token in tokens)
    for match in re.finditer(r"(?<=[jaO&,(])N(?:&N){0,3}(?=&?O?[DS])|N(?=&O)", codes):
        for at in range(*match.span()):
            token = tokens[at]
            if token.code == "N" and token.n[0] <= 5 and token.text.isdigit():  # noqa: PLR2004 -- weekdays of a month
                tokens[at] = Token("O", token.n, token.text, token.glued)
    return tokens


def _with_weekdays(tokens: list[Token]) -> list[Token]:
    """Give "um 18 Uhr am ersten und um 10 Uhr am dritten Dienstag" both their weekday."""
    codes = "".join(token.code for token in tokens)
    for match in reversed(list(_LONE_ORDINAL.finditer(codes))):
        after = max(match.end("lone"), match.end("lone2"))
        weekday = max(match.start("ahead"), match.start("behind"))
        tokens = [*tokens[:after], tokens[weekday], *tokens[after:]]
    return tokens


def _with_dates(tokens: list[Token]) -> Iterator[Token]:
    """Put "4. Dezember 2025" together to one date; drop the years."""
    held: Token | None = None
    for token in tokens:
        if token.code == "N" and token.n[0] >= _FIRST_YEAR:
            continue
        if held and token.code == "M" and 0 < held.n[0] <= _LAST_MONTH_DAY:
            yield Token("d", (token.n[0], held.n[0]))
            held = None
            continue
        if held:
            yield held
        held = token if token.code in "ON" else None
        if not held:
            yield token
    if held:
        yield held
