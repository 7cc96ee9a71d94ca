"""Cut folded text into tokens: weekdays, ordinals, dates, times, and the small words between.

What only looks like a time or a date is told apart here: phone numbers, postcodes, years,
room and house numbers, prices, ages.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from .vocabulary import NUMBERS, OTHER, Word, daytime_of, word_of

HOUR, DAY = 60, 24 * 60
_SPELT = "|".join(NUMBERS)
_SCANNER = re.compile(
    rf"""
    (?P<phone>\+\d\d[\d\ /()-]*|\b(?:tel|telefon|fon|fax|mobil|handy)\b\.?:?\ ?\d[\d\ /()-]*
        |\b0\d{{2,5}}(?:[\ /()-]{{1,3}}\d{{2,}}(?!\d|\ ?uhr|\ ?h\b|[.:]\d))+)
  | (?P<price>\b\d{{1,4}}(?:[.,](?:\d\d|-+))?\ ?(?:euro?\b|€))
  | (?P<iso>\b\d{{4}}-\d\d-\d\d\b)
  | (?P<date>\b(?P<date_day>\d{{1,2}})\.\ ?(?P<date_month>\d{{1,2}})\.
        (?!\d\d?(?!\d)\ ?uhr|\ ?\d{{1,2}}[:.]\d)(?:\ ?(?:20|19)\d\d\b|\d\d\b)?)
  | (?P<before>\b(?P<before_n>fuenf|zehn|zwanzig|\d{{1,2}})\ (?:minuten\ )?(?P<before_to>vor|nach)
        \ (?P<before_half>halb\ )?(?P<before_hour>{_SPELT}|\d{{1,2}})(?:\ uhr)?\b(?![.:]\d))
  | (?P<part>\b(?P<part_name>halb|viertel\ vor|viertel\ nach|dreiviertel|viertel)
        \ (?P<part_hour>{_SPELT}|\d{{1,2}})(?:\ uhr)?\b(?![.:]\d))
  | (?P<clock>\b(?P<clock_h>\d{{1,2}})\ ?(?P<clock_sep>[:.])\ ?(?P<clock_m>\d\d)(?!\d)
        (?:[:.]00(?!\d))?(?P<clock_uhr>\ ?(?:uhr|h)\b)?)
  | (?P<comma>\b(?P<comma_h>\d{{1,2}}),(?P<comma_m>[0-5]\d)\ ?(?:uhr|h)\b)
  | (?P<four>\b(?P<four_h>[01]\d|2[0-4])(?P<four_m>[0-5]\d)
        (?:\ ?(?:uhr|h)\b|(?=\ ?(?:-|bis)\ ?[012]\d[0-5]\d\ ?(?:uhr|h)\b)))
  | (?P<hour>\b(?P<hour_h>\d{{1,2}})\ ?(?:uhr|h)(?:\ ?(?P<hour_m>[0-5][05])
        (?!\d|\ ?uhr|\ ?h\b|[.:]\d|\ ?-|\ bis))?(?![a-z]))
  | (?P<spelt>\b(?P<spelt_h>{_SPELT})\ uhr\b
        (?:\ (?P<spelt_m>fuenfzehn|dreissig|fuenfundvierzig)\b)?)
  | (?P<every>(?:\b(?P<every_n>\d{{1,2}}|zwei|drei|vier|sechs|acht|vierzehn)-?
        |(?P<every_d>\b\d{{1,2}})\ )
        (?P<every_what>taegig|taegl|tgl|woechentl|monatl|woechentlich|woechig|wochen-?(?:rhythmus|takt|turnus)
        |tage-?(?:rhythmus|takt|turnus)|monatlich|monatig)[a-z]*)
  | (?P<ord>\b(?P<ord_n>\d{{1,2}})(?:\.(?!\d)|-?(?:t|st)(?:e|er|en|es|em)\b))
  | (?P<num>\d+)
  | (?P<word>[^\W\d_]+)
  | (?P<break>(?<=\s)[·*]|[\n;|•])
  | (?P<mark>\S)
    """,
    re.VERBOSE,
)
_MARKS = {"-": "-", "+": "&", "&": "&", "/": "&", ",": ",", ".": ".", ":": ",", "(": "(", ")": ")"}
_MARKS |= {"[": "(", "]": ")"}
_PLACES = re.compile(
    r"(?:\w*(?:raum|zimmer|saal|haus|strasse|str|weg|platz|allee|gasse|ufer|ring|damm|markt)"
    r"|nr|nummer|etage|stock|plz|og|eg|ug|gruppe|seite|kapitel|linie|bus|tram)"
)
_ROOMS = ("raum", "zimmer", "nr")
_STOREYS = frozenset({"stock", "og", "etage", "stockwerk", "obergeschoss", "ug", "mal"})
# "im Mon." and "1. Do./Mon." are no Mondays, "alle 2 Wo." does not ask where.
_SHORT_FOR = {("i", "mon"): "m", ("/", "mon"): "m", ("N", "wo"): "w"}
_FRACTIONS = {"halb": -30, "viertel vor": -15, "viertel nach": 15, "viertel": -45}
_FRACTIONS |= {"dreiviertel": -15}
_NO_DOT_AFTER = frozenset("DMz&uGU")
_SPELT_MINUTES = {"fuenfzehn": 15, "dreissig": 30, "fuenfundvierzig": 45}
_LAST_DAY, _LAST_MONTH = 31, 12
_TEN_O_CLOCK_PAIR = 5


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or sign: its letter (see `vocabulary`), its numbers, its text.

    Of a raw time ("t") the numbers are the minutes since midnight and whether the words
    leave morning and evening open ("halb acht"). `glued` says that no blank stands before.
    """

    code: str
    n: tuple[int, ...] = ()
    text: str = ""
    glued: bool = False


def tokens_of(text: str) -> list[Token]:
    """The tokens of a folded text, in order; time linear in its length."""
    found: list[Token] = []
    end = 0
    for match in _SCANNER.finditer(text):
        kind = match.lastgroup or ""
        glued = match.start() == end > 0
        end = match.end()
        words = _words(match[0]) if kind == "word" else [(_READERS[kind](match), match[0])]
        found += [Token(word.code, word.n, spelling, glued) for word, spelling in words]
    return _without_traps([token for token in found if token.code])


def _words(text: str) -> list[tuple[Word, str]]:
    """One word, or two for "dienstagabend"."""
    halves = daytime_of(text) if word_of(text) == OTHER else None
    return [(word_of(half), half) for half in halves or (text,)]


def _without_traps(found: list[Token]) -> list[Token]:
    """Take the sense from numbers and words that mean something else where they stand."""
    kept: list[Token] = []
    padded = [Token("x"), *found, Token(";"), Token(";")]
    for at, token in enumerate(found):
        before, after = padded[at], padded[at + 2]
        after = padded[at + 3] if after.code == "." else after
        if token.code == "." and (before.code in _NO_DOT_AFTER or before.text == "ca"):
            continue
        kept.append(Token(_code(token, before, after), token.n, token.text, token.glued))
    return _without_names(kept)


def _code(token: Token, before: Token, after: Token) -> str:
    """The letter of a token once its neighbours are known."""
    if token.code == ".":
        return ","
    for known in (before.code, before.text):
        if (known, token.text) in _SHORT_FOR:
            return _SHORT_FOR[known, token.text]
    if token.text == "/" and (after.code in "mwy" or after.text == "mon"):
        return "i"  # "2x/Monat"
    if token.text == "\n" and before.code in "DS" and after.code == "O":
        return ","  # "dienstags", and in the next line of the cell "1. und 3. im Monat"
    return "x" if _means_nothing(token, before, after) else token.code


def _means_nothing(token: Token, before: Token, after: Token) -> bool:
    """Whether it is "Raum 3", "18 Jahre", "Zimmer 10.15", "2. Stock" or "Fr. Muster"."""
    match token.code:
        case "N":
            return after.code == "K" or bool(_PLACES.fullmatch(before.text))
        case "t":
            digits = token.text[-1:].isdigit() and ":" not in token.text
            return digits and before.text.endswith(_ROOMS)
        case "O":
            return after.text in _STOREYS
        case _:
            return token.text == "fr" and after.code == "x"


def _without_names(found: list[Token]) -> list[Token]:
    """Take weekdays out of names: "Montags-Treff" is a group, "Mo-Fr" are days."""
    for at, (dash, after) in enumerate(pairwise(found[1:]), 1):
        compound = dash.code == "-" and dash.glued and after.glued and after.code == "x"
        if compound and found[at - 1].code in {"D", "S"}:
            found[at - 1] = Token("x", (), found[at - 1].text, found[at - 1].glued)
    return found


def _minutes(hour: int, minute: int = 0) -> Word:
    """A raw time, or an unknown word if no clock shows it."""
    total = hour * HOUR + minute
    return Word("t", (total % DAY, 0)) if minute < HOUR and total <= DAY else OTHER


def _number(text: str) -> int:
    return NUMBERS.get(text) or int(text)


def _read_date(match: re.Match[str]) -> Word:
    day, month = int(match["date_day"]), int(match["date_month"])
    if 0 < day <= _LAST_DAY and 0 < month <= _LAST_MONTH:
        return Word("d", (month, day))
    return _minutes(day, month)


def _read_clock(match: re.Match[str]) -> Word:
    hour, minute = int(match["clock_h"]), int(match["clock_m"])
    looks_like_date = match["clock_sep"] == "." and not match["clock_uhr"]
    if looks_like_date and minute % _TEN_O_CLOCK_PAIR and 0 < minute <= _LAST_MONTH:
        return Word("d", (minute, hour))
    return _minutes(hour, minute)


def _read_before(match: re.Match[str]) -> Word:
    number = _number(match["before_n"])
    offset = number if match["before_to"] == "nach" else -number
    half = -30 if match["before_half"] else 0
    return _open(_number(match["before_hour"]) * HOUR + half + offset)


def _read_part(match: re.Match[str]) -> Word:
    return _open(_number(match["part_hour"]) * HOUR + _FRACTIONS[match["part_name"]])


def _open(total: int) -> Word:
    """A time in words: up to twelve they say nothing about morning or evening."""
    word = _minutes(*divmod(total, HOUR))
    return Word("t", (word.n[0], int(total <= DAY // 2))) if word.n else word


def _read_spelt(match: re.Match[str]) -> Word:
    minute = _SPELT_MINUTES.get(match["spelt_m"] or "", 0)
    return _open(NUMBERS[match["spelt_h"]] * HOUR + minute)


def _read_every(match: re.Match[str]) -> Word:
    number, what = _number(match["every_n"] or match["every_d"]), match["every_what"]
    if what.startswith("monat"):
        return Word("Q", (number,))
    weeks, rest = divmod(number, 7) if what[0] == "t" else (number, 0)
    return OTHER if rest or not weeks else Word("f", (weeks,))


def _read_num(match: re.Match[str]) -> Word:
    return Word("N", (int(match[0]),)) if len(match[0]) <= len("2026") else OTHER


def _read_break(_match: re.Match[str]) -> Word:
    return Word(";")


def _read_nothing(_match: re.Match[str]) -> Word:
    return OTHER


_READERS: dict[str, Callable[[re.Match[str]], Word]] = {
    "phone": _read_nothing,
    "price": _read_nothing,
    "iso": lambda match: Word("d", (int(match[0][5:7]), int(match[0][8:]))),
    "date": _read_date,
    "before": _read_before,
    "part": _read_part,
    "clock": _read_clock,
    "comma": lambda match: _minutes(int(match["comma_h"]), int(match["comma_m"])),
    "four": lambda match: _minutes(int(match["four_h"]), int(match["four_m"])),
    "hour": lambda match: _minutes(int(match["hour_h"]), int(match["hour_m"] or 0)),
    "spelt": _read_spelt,
    "every": _read_every,
    "ord": lambda match: Word("O", (int(match["ord_n"]),)),
    "num": _read_num,
    "break": _read_break,
    "mark": lambda match: Word(_MARKS.get(match[0], "x" if match[0].isalnum() else "")),
}
