"""The German words that meetings are described with, each with the letter the grammar knows.

One letter is one kind of word; `grammar` is written in these letters:

    D S W   weekday: noun or short, adverb ("dienstags"), "werktags"
    O N     ordinal, number          M d V X  month, date, feast, Advent
    t T P   raw time, time span, part of the day
    j a i u B v b -   jeden, am, im, um, ab, von, bis, hyphen
    h l c f Q   habit, monthly, "einmal", every n weeks, every n months
    m w q y e   month, week, quarter, year, day as units
    G U Z   even, odd, season        F H    school holidays, public holidays
    ! ~ ^   negation that looks both ways, forwards, backwards
    > = A p   instead, "sondern", by turns, before and after
    | & , ; ( )   or, and, soft and hard break, brackets
    r R s o E L C K z   by arrangement, irregular, next, doors, weekend, phone, also, unit, about
    < k                 "zwischen", a word for the meeting itself
    x   any other word
"""

from typing import NamedTuple


class Word(NamedTuple):
    """What a word is: its letter and the numbers it stands for."""

    code: str
    n: tuple[int, ...] = ()


OTHER = Word("x")
WEEKDAYS = (
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
)
_SHORT_DAYS = {
    **{short: day for day, short in enumerate(("mo", "di", "mi", "do", "fr", "sa"))},
    "mon": 0,
    "mitt": 2,
    "mittw": 2,
    "donn": 3,
    "freit": 4,
    "samst": 5,
    "sonn": 6,
}
_MONTHS = (
    ("januar", "jan", "jaenner", "januars"),
    ("februar", "feb", "febr", "feber"),
    ("maerz", "mrz", "maer"),
    ("april", "apr"),
    ("mai",),
    ("juni", "jun", "juno"),
    ("juli", "jul", "julei"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "okt", "october"),
    ("november", "nov"),
    ("dezember", "dez", "december"),
)
_ORDINALS = {
    "erst": 1,
    "zweit": 2,
    "zwot": 2,
    "dritt": 3,
    "viert": 4,
    "fuenft": 5,
    "letzt": -1,
    "vorletzt": -2,
    "drittletzt": -3,
    "viertletzt": -4,
    "fuenftletzt": -5,
}
NUMBERS = {
    "eins": 1,
    "zwei": 2,
    "drei": 3,
    "vier": 4,
    "fuenf": 5,
    "sechs": 6,
    "sieben": 7,
    "acht": 8,
    "neun": 9,
    "zehn": 10,
    "elf": 11,
    "zwoelf": 12,
    "dreizehn": 13,
    "vierzehn": 14,
    "fuenfzehn": 15,
    "sechzehn": 16,
    "siebzehn": 17,
    "achtzehn": 18,
    "neunzehn": 19,
    "zwanzig": 20,
    "einundzwanzig": 21,
    "zweiundzwanzig": 22,
}
_ENDINGS = ("e", "en", "er", "es", "em")
_AFTERNOON, _EVENING, _MIDDAY, _MORNING = 1, 2, 3, 0
PARTS_OF_DAY = {
    "morgen": _MORNING,
    "morgens": _MORNING,
    "frueh": _MORNING,
    "vormittag": _MORNING,
    "vormittags": _MORNING,
    "mittag": _MIDDAY,
    "mittags": _MIDDAY,
    "nachmittag": _AFTERNOON,
    "nachmittags": _AFTERNOON,
    "abend": _EVENING,
    "abends": _EVENING,
}
_PLAIN = {
    "j": "jede jeder jeden jedem jedes alle aller allen",
    "a": "am an der dem den die das zum zur auf ein einem einen einer eine beim",
    "i": "im in des eines pro je innerhalb",
    "v": "von vom",
    "<": "zwischen",
    "k": "treffen gruppentreffen termin termine gruppe gruppenabend sitzung zusammenkunft",
    "u": "um gegen",
    "B": "ab seit beginnend startend",
    "b": "bis ende",
    "z": "ca circa zirka zirca etwa ungefaehr rund mindestens hoechstens spaetestens "
    "maximal max mehr jedoch",
    "&": "und u sowie plus bzw beziehungsweise",
    "|": "oder",
    "=": "sondern jetzt neu nun aber sonst",
    "h": "immer jeweils stets regelmaessig gewohnt ueblicherweise normalerweise",
    "m": "monat monats monate monaten kalendermonat kalendermonats",
    "w": "woche wochen kw kws kalenderwoche kalenderwochen",
    "q": "quartal quartals quartale vierteljahr vierteljahres vierteljahrs",
    "y": "jahr jahres jaehrlich alljaehrlich",
    "e": "tag tage tagen tages",
    "s": "heute uebermorgen erstmals diesen diesem dieser einmalig erstmalig",
    "E": "wochenende wochenenden wochenends",
    "H": "feiertag feiertage feiertagen feiertags feiertages",
    "!": "nicht kein keine keinen keiner ausgenommen pause sommerpause winterpause "
    "ferienpause weihnachtspause entfaellt entfallen faellt fallen ausnahme pausiert pausieren",
    "~": "ausser ausserhalb ohne statt anstatt anstelle bisher bislang frueher",
    "^": "geschlossen ausfall aus ruht",
    ">": "dann ersatzweise stattdessen verlegt verschiebt verschoben ersatztermin",
    "A": "abwechselnd wechsel wechselweise alternierend wechselnd",
    "p": "nach vor",
    "r": "vereinbarung absprache bedarf anfrage verabredung ankuendigung terminabsprache "
    "terminvereinbarung abstimmung",
    "R": "unregelmaessig unterschiedlich",
    "o": "einlass ankommen eintreffen oeffnung",
    "L": "telefonisch telefonische telefon tel erreichbar sprechzeit sprechzeiten buerozeit "
    "buerozeiten buero bueroeffnungszeiten anmeldung auskunft kontakt",
    "C": "auch",
    "K": "jahre jahren jahrige minuten min stunden stunde std euro personen leute "
    "teilnehmer teilnehmende teilnehmerinnen plaetze plaetzen mitglieder km meter m grad prozent",
    "Q": "halbjaehrlich vierteljaehrlich quartalsweise",
    "c": "einmal zweimal dreimal viermal fuenfmal mal x",
    "G": "gerade geraden gerader geradem grade graden ger",
    "U": "ungerade ungeraden ungerader ungeradem ungrade ungraden unger ung",
}
_ADJECTIVES = {
    "naechst": "s",
    "kommend": "s",
    "morgig": "s",
    "heutig": "s",
    "folgend": ">",
    "darauffolgend": ">",
    "monatlich": "l",
    "regelmaessig": "h",
    "jaehrlich": "y",
    "unregelmaessig": "R",
}
_FEASTS = "ostern osterfest pfingsten weihnachten neujahr silvester vollmond neumond"
_SEASONS = ("sommer", "winter")
_SEASON_ENDINGS = ("", "s", "zeit", "monate", "monaten", "halbjahr")
# Words of everyday German that are one slip away from a weekday.
_NO_SLIPS = frozenset({"montage", "montages", "freitage", "sonntage", "samtag"})
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _weekdays() -> dict[str, Word]:
    words = {}
    for day, name in [*enumerate(WEEKDAYS), (5, "sonnabend")]:
        words[name] = Word("D", (day,))
        for adverb in ("s", "en", "e"):
            words[name + adverb] = Word("S", (day,))
    words.pop("montage")
    words |= {short: Word("D", (day,)) for short, day in _SHORT_DAYS.items()}
    words |= dict.fromkeys(("werktags", "wochentags"), Word("S", (0, 1, 2, 3, 4)))
    words |= dict.fromkeys(
        ("werktag", "wochentag", "werktagen", "wochentagen"), Word("W", (0, 1, 2, 3, 4))
    )
    words |= dict.fromkeys(("taeglich", "tagtaeglich"), Word("Y", tuple(range(7))))
    return words


def _slips_of(name: str) -> set[str]:
    """Every word that one wrong, missing, doubled or swapped letter makes of the name.

    The first letter is always right: nobody writes "Sontag" and means "Montag".
    """
    cuts = [(name[:at], name[at:]) for at in range(1, len(name) + 1)]
    return (
        {left + right[1:] for left, right in cuts}
        | {left + right[1] + right[0] + right[2:] for left, right in cuts if right[1:]}
        | {left + letter + right[1:] for left, right in cuts for letter in _LETTERS}
        | {left + letter + right for left, right in cuts for letter in _LETTERS}
    )


def _slips() -> dict[str, Word]:
    found: dict[str, Word] = {}
    for day, name in [*enumerate(WEEKDAYS), (5, "sonnabend")]:
        for spelling, code in ((name, "D"), (name + "s", "S")):
            for slip in _slips_of(spelling) - _NO_SLIPS:
                found.setdefault(slip, Word(code, (day,)))
    return found


def _other_words() -> dict[str, Word]:
    words = {word: Word(code, ()) for code, listed in _PLAIN.items() for word in listed.split()}
    words |= {
        stem + ending: Word(code)
        for stem, code in _ADJECTIVES.items()
        for ending in ("", *_ENDINGS)
    }
    words |= {
        stem + ending: Word("O", (n,)) for stem, n in _ORDINALS.items() for ending in _ENDINGS
    }
    words |= {word: Word("N", (n,)) for word, n in NUMBERS.items()}
    words |= {name: Word("M", (month,)) for month, names in enumerate(_MONTHS, 1) for name in names}
    words |= dict.fromkeys(("taegl", "tgl"), Word("Y", tuple(range(7)))) | {"monatl": Word("l")}
    words |= {"woechentlich" + ending: Word("f", (1,)) for ending in ("", *_ENDINGS)}
    words |= {"woechentl": Word("f", (1,))}
    words |= {word: Word("V") for word in _FEASTS.split()} | {"advent": Word("X")}
    words |= {
        season + ending: Word("Z", (number,))
        for number, season in enumerate(_SEASONS)
        for ending in _SEASON_ENDINGS
    }
    words |= {word: Word("P", (part,)) for word, part in PARTS_OF_DAY.items()}
    return words


WORDS = {**_slips(), **_other_words(), **_weekdays()}


def word_of(text: str) -> Word:
    """What the folded word is; words the grammar does not know are `OTHER`."""
    known = WORDS.get(text)
    if known is not None:
        return known
    return Word("F") if text.endswith("ferien") or text == "ferienzeit" else OTHER


def daytime_of(text: str) -> tuple[str, str] | None:
    """Split "dienstagabend" into its weekday and its part of the day, or None."""
    for part in PARTS_OF_DAY:
        if text.endswith(part) and len(text) > len(part):
            day = text.removesuffix(part)
            if word_of(day).code in {"D", "S"}:
                return day, part
    return None
