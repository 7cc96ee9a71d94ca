"""Whether words sound like danger to life: then help comes first on the page (rule 20)."""

from typing import Final

from rapidfuzz import fuzz

from stuhlkreis.core.text import fold

# Whole words; a spelling slip is allowed from seven letters.
_WORDS: Final = frozenset(
    fold(word)
    for word in (
        "Suizid", "Suizide", "Suizidgedanken", "suizidal", "Suizidversuch", "Selbstmord",
        "Selbstmordgedanken", "Selbstmordversuch", "Selbsttötung", "Freitod", "lebensmüde",
        "Todeswunsch", "Todessehnsucht", "umbringen", "erhängen", "suicide", "suicidal",
        "Vergewaltigung", "vergewaltigt", "Misshandlung", "misshandelt", "verprügelt",
        "Gewalt", "häusliche Gewalt", "Todesangst", "Morddrohung", "erwürgen", "gewürgt",
    )
)  # fmt: skip
# Sentences people type; they may stand anywhere in the query.
_PHRASES: Final = tuple(
    fold(phrase)
    for phrase in (
        "nicht mehr leben", "nicht weiterleben", "nicht weiter leben", "will sterben",
        "möchte sterben", "sterben wollen", "Leben nehmen", "Leben beenden", "Leben ein Ende",
        "töte mich", "mich töten", "bringe mich um", "bring mich um", "mich umzubringen",
        "will tot sein", "wäre lieber tot", "keinen Ausweg", "Schluss machen mit dem Leben",
        "schlägt mich", "schlägt mein Kind", "schlägt uns", "schlägt die Kinder", "bedroht mich",
        "bringt mich um", "tut mir Gewalt an", "Angst um mein Leben", "kill myself", "end my life",
        "beats me", "hits me",
    )
)  # fmt: skip
_SLIP_FROM: Final = 7  # letters
_SLIP: Final = 88  # RapidFuzz points of 100: one wrong letter in eight


def sounds_like_danger(text: str) -> bool:
    """Whether a query speaks of suicide or of violence that goes on now.

    Errs on the side of help: a query about grief after a suicide shows the numbers, too.
    """
    folded = fold(text)
    return any(phrase in folded for phrase in _PHRASES) or any(
        word in _WORDS or _is_slip(word) for word in folded.split()
    )


def _is_slip(word: str) -> bool:
    return len(word) >= _SLIP_FROM and any(
        len(known) >= _SLIP_FROM and fuzz.ratio(word, known) >= _SLIP for known in _WORDS
    )
