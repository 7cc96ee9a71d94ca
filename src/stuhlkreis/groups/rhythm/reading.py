"""Read what a group writes about its meetings, and say back what was understood."""

from collections.abc import Iterable
from dataclasses import dataclass

from .clauses import NO_SPAN, Phrase, phrase_of
from .clock import NO_TIME, with_spans
from .fold import folded
from .grammar import items_of
from .scan import DAY, HOUR, Token, tokens_of
from .series import Series, series_of
from .speech import EXCEPTIONS, HARD_SPACE, say, time_said

_SEASONS = ("im Sommer", "im Winter")
_HOLIDAYS_BY_NAME = {
    "sommerferien": "Sommerferien",
    "osterferien": "Osterferien",
    "herbstferien": "Herbstferien",
    "winterferien": "Winterferien",
    "weihnachtsferien": "Weihnachtsferien",
    "pfingstferien": "Pfingstferien",
    "semesterferien": "Semesterferien",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of a phrase.

    `rules` are RFC 5545 RRULE values; `starts` and `ends` ("HH:MM" or None) run parallel to
    them. `excepts` holds "public_holidays" and "school_holidays". `needs` is "first_date"
    where a rule has an INTERVAL. Where no rule may be derived, `rules` is empty, `unclear`
    says why in German, and `start` and `end` still hold a stated time.
    """

    text: str
    rules: tuple[str, ...] = ()
    starts: tuple[str | None, ...] = ()
    ends: tuple[str | None, ...] = ()
    excepts: tuple[str, ...] = ()
    needs: str | None = None
    reading: str = ""
    unclear: str | None = None
    start: str | None = None
    end: str | None = None

    def as_json(self) -> dict[str, object]:
        """The object of the contract (`stuhlkreis rhythm`), with plain blanks."""
        return {
            "text": self.text,
            "rules": list(self.rules),
            "start": self.start,
            "end": self.end,
            "starts": list(self.starts),
            "ends": list(self.ends),
            "except": list(self.excepts),
            "needs": self.needs,
            "reading": self.reading.replace(HARD_SPACE, " "),
            "unclear": self.unclear,
        }


def read(text: str) -> Reading:
    """What a German phrase says about meetings; never raises, whatever the text is.

    Time grows with the length of the text. Nothing is guessed: days that the words leave
    open give no rule (contract, `rhythm`).
    """
    plain = folded(text)
    if not plain:
        return Reading(text, unclear="Es steht nichts da.")
    tokens = with_spans(tokens_of(plain))
    phrase = phrase_of(items_of(tokens))
    series, unclear = series_of(phrase)
    if not series:
        start, end = _stated(tokens)
        return Reading(text, unclear=unclear, start=start, end=end)
    return _reading(text, series, phrase)


def _reading(text: str, series: list[Series], phrase: Phrase) -> Reading:
    rules = tuple(str(one.rule) for one in series)
    starts = tuple(_clock(one.span[0]) for one in series)
    ends = tuple(_clock(one.span[1]) for one in series)
    excepts = tuple(key for key in EXCEPTIONS if key in dict(phrase.exceptions))
    fortnightly = any(one.rule.interval > 1 for one in series)
    return Reading(
        text=text,
        rules=rules,
        starts=starts,
        ends=ends,
        excepts=excepts,
        needs="first_date" if fortnightly else None,
        reading=_said(say(rules, starts, ends, excepts), series, phrase),
        start=starts[0],
        end=ends[0],
    )


def _said(sentence: str, series: list[Series], phrase: Phrase) -> str:
    """The sentence, with the holidays by their own names and the times of other seasons."""
    named = [_HOLIDAYS_BY_NAME.get(word) for _, word in phrase.exceptions]
    known = [name for name in named if name]
    if known and len(known) == len([1 for key, _ in phrase.exceptions if key[0] == "s"]):
        sentence = sentence.replace("Schulferien", " und ".join(dict.fromkeys(known)))
    seasons = [
        f"{_SEASONS[number]} {time_said(_clock(span[0]), _clock(span[1]))}"
        for one in series
        for number, span in one.seasons
    ]
    return ", ".join([sentence, *seasons])


def _stated(tokens: Iterable[Token]) -> tuple[str | None, str | None]:
    """The first time span that a phrase without a rule states."""
    start, end = next((token.n for token in tokens if token.code == "T"), NO_SPAN)
    return _clock(start), _clock(end)


def _clock(minutes: int) -> str | None:
    """Minutes since midnight as people read them: 1110 is "18:30"."""
    if minutes == NO_TIME:
        return None
    hour, minute = divmod(minutes % DAY, HOUR)
    return f"{hour:02}:{minute:02}"
