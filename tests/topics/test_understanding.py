import time
from collections.abc import Callable, Mapping
from random import Random

import pytest
from hypothesis import given, settings, strategies as st

from stuhlkreis.core.text import fold
from stuhlkreis.topics.catalogue import Entry, shipped
from stuhlkreis.topics.understanding import (
    SHOWN_FROM,
    Meant,
    Understanding,
    as_json,
    understand,
)
from tests.topics.lay import MEANT, UNRELATED

WORDS = [(entry, word) for entry in shipped().entries for word in entry.words]
SAID = [(entry, word) for entry in shipped().entries for word in (*entry.english, *entry.sayings)]
NAMES = {entry.name for entry in shipped().entries}


def read(query: str) -> Understanding:
    return understand(query, shipped())


def shown(query: str) -> list[str]:
    return [meant.name for meant in read(query).topics if meant.score >= SHOWN_FROM]


def first(query: str) -> Meant:
    return read(query).topics[0]


@pytest.mark.parametrize(("query", "acceptable"), MEANT)
def test_a_lay_query_is_understood(query: str, acceptable: set[str]) -> None:
    assert acceptable <= NAMES
    assert shown(query)[0] in acceptable


@pytest.mark.parametrize("query", UNRELATED)
def test_an_unrelated_query_means_nothing(query: str) -> None:
    assert shown(query) == []


def test_the_tables_are_long_enough_to_mean_something() -> None:
    assert len(MEANT) > 200
    assert len(UNRELATED) > 80


def spelled_out(word: str) -> str:
    for umlaut, pair in ("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"):
        word = word.replace(umlaut, pair).replace(umlaut.upper(), pair.title())
    return word


SPELLINGS: Mapping[str, Callable[[str], str]] = {
    "as it is": lambda word: word.strip(),
    "in capitals": lambda word: word.upper(),
    "in small letters": lambda word: word.lower(),
    "with umlauts spelled out": spelled_out,
    "without umlauts": lambda word: word.translate(str.maketrans("äöüÄÖÜé", "aouAOUe")),
    "without hyphens": lambda word: word.replace("-", " "),
    "joined": lambda word: word.replace("-", ""),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_name_and_synonym_finds_its_topic(spelling: str) -> None:
    spell = SPELLINGS[spelling]
    missed = [
        (spell(word), entry.slug)
        for entry, word in WORDS
        if [meant.slug for meant in read(spell(word)).topics[:1]] != [entry.slug]
    ]
    assert missed == []


def test_every_english_word_and_saying_finds_its_topic() -> None:
    missed = [
        (word, entry.slug)
        for entry, word in SAID
        if [meant.slug for meant in read(word).topics[:1]] != [entry.slug]
    ]
    assert missed == []


@given(
    st.sampled_from(WORDS), st.sampled_from(["Selbsthilfegruppe {}", "Treffen zu {}", "{} Gruppe"])
)
def test_words_for_the_form_of_a_group_change_nothing(
    pair: tuple[Entry, str], sentence: str
) -> None:
    entry, word = pair
    if fold(word) in {"selbsthilfe", "gesprachsgruppe"} or word.casefold() in SHOUTED:
        return
    assert entry.name in shown(sentence.format(word))[:3]


SHOUTED = {"als"}


def is_long(word: str) -> bool:
    return len(word) >= 7 and word.isalpha()


def with_one_slip(name: str, random: Random) -> str:
    """The name with a letter lost, added, changed or swapped in a word of seven or more."""
    words = name.split()
    place = random.choice([place for place, word in enumerate(words) if is_long(word)])
    word = words[place]
    at = random.randrange(1, len(word) - 1)
    letter = random.choice("abcdefghijklmnopqrstuvwxyz")
    words[place] = random.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ]
    )
    return " ".join(words)


def test_one_slip_in_a_long_word_is_forgiven_nearly_always() -> None:
    # Not always: "Dyshonie" is as near to Dysphonie as to Dystonie.
    random = Random(30)  # noqa: S311 -- a fixed sample, no secret
    pairs = [pair for pair in WORDS if any(map(is_long, pair[1].split()))]
    slips = [(entry.name, with_one_slip(word, random)) for entry, word in pairs]
    missed = [slip for slip in slips if slip[0] not in shown(slip[1])[:3]]
    assert len(missed) / len(slips) <= 0.02, missed


def test_two_slips_in_a_long_word_are_forgiven_as_a_rule() -> None:
    random = Random(31)  # noqa: S311 -- a fixed sample, no secret
    names = [
        name
        for name in sorted(NAMES)
        if any(is_long(word) and len(word) > 8 for word in name.split())
    ]
    slips = [(name, with_one_slip(with_one_slip(name, random), random)) for name in names]
    missed = [slip for slip in slips if slip[0] not in shown(slip[1])[:3]]
    assert len(missed) / len(slips) <= 0.15, missed


@pytest.mark.parametrize(
    "typed",
    ["Depresionen", "Fibromialgie", "Mulitple Sklerose", "reuma", "Migrene", "schitzophrenie",
     "Altsheimer", "Tinitus", "Morbus Chron", "Lipoedm", "Alkoholissmus", "Parkison"],
)  # fmt: skip
def test_a_slip_is_named_as_the_reason(typed: str) -> None:
    assert first(typed).score >= SHOWN_FROM
    assert first(typed).why in {"spelling", "synonym"}


@pytest.mark.parametrize(
    ("query", "why", "word"),
    [
        ("Depression", "name", "Depression"),
        ("Schwermut", "synonym", "Schwermut"),
        ("COPD", "abbreviation", "COPD"),
        ("ms", "abbreviation", "MS"),
        ("anxiety", "english", "anxiety"),
        ("Gewitterangst", "compound", "Angst"),
        ("Alkoholikertreffen", "compound", "Alkoholiker"),
        ("Fibromyalgiewoche", "compound", "Fibromyalgie"),
        ("smartphoneabhängige", "compound", "Smartphonesucht"),
        ("suizidgefährdet", "compound", "Suizid"),
        ("Fibromylagie", "spelling", "Fibromyalgie"),
        ("meine Schwester hat Borderline", "relatives", "Borderline"),
    ],
)
def test_the_reason_and_the_word_that_led_there_are_told(query: str, why: str, word: str) -> None:
    assert (first(query).why, first(query).word) == (why, word)


def test_the_exact_name_scores_one_and_less_exact_ways_less() -> None:
    queries = ("Tinnitus", "Ohrensausen", "Tinnitusgruppe", "Tinnitis")
    scores = [first(query).score for query in queries]
    assert scores[0] == 1
    assert scores == sorted(scores, reverse=True)


def test_several_topics_of_a_sentence_are_all_meant() -> None:
    assert set(shown("ich habe Diabetes, COPD und starke Schlafstörungen")) == {
        "Diabetes Typ 2",
        "COPD und Emphysem",
        "Schlafstörungen",
    }


@pytest.mark.parametrize(
    ("query", "audience", "names"),
    [
        ("mein Mann trinkt", "relatives", ["Angehörige suchtkranker Menschen", "Alkohol"]),
        ("meine Frau ist spielsüchtig", "relatives",
         ["Angehörige suchtkranker Menschen", "Glücksspiel"]),
        ("unser Sohn nimmt Kokain", "parents",
         ["Eltern suchtgefährdeter Kinder", "Illegale Drogen"]),
        ("Angehörige Depression", "relatives", ["Angehörige psychisch erkrankter Menschen"]),
        ("Eltern Autismus", "parents", ["Eltern autistischer Kinder"]),
        ("junge Leute mit Krebs", "young", ["Krebs allgemein"]),
        ("Frauen mit Lipödem", "women", ["Lymphödem und Lipödem"]),
        ("als Kind missbraucht", None, ["Sexueller Missbrauch"]),
        ("mein Mann ist gestorben", None, ["Verwitwete"]),
        ("mein Mann schlägt mich", None, ["Häusliche Gewalt"]),
        ("Depression", None, ["Depression"]),
        ("mein Vater", "relatives", []),
    ],
)  # fmt: skip
def test_the_words_say_for_whom_it_is(query: str, audience: str | None, names: list[str]) -> None:
    reading = read(query)
    assert reading.audience == audience
    assert [meant.name for meant in reading.topics][: len(names)] == names


def test_the_topic_behind_a_topic_for_relatives_is_found_too() -> None:
    assert shown("meine Mutter hat Demenz und ich kann nicht mehr") == [
        "Angehörige von Menschen mit Demenz",
        "Demenz und Alzheimer",
    ]


def test_a_topic_for_the_young_is_a_second_answer() -> None:
    assert "Junge Erwachsene mit Krebs" in shown("Brustkrebs junge Leute")[1:]


@pytest.mark.parametrize("query", ["Selbsthilfegruppe", "Treffen", "Gruppe", "Hilfe", "SHG Treff"])
def test_a_word_for_the_form_of_a_group_never_decides(query: str) -> None:
    assert shown(query) == []


def test_form_and_audience_mean_a_topic_only_by_themselves() -> None:
    assert shown("Stammtisch") == ["Themenübergreifende Gesprächsgruppe"]
    assert shown("Stammtisch Parkinson") == ["Parkinson"]
    assert shown("Frauen") == ["Frauengruppen"]
    assert shown("Frauen mit Rheuma") == ["Rheuma"]


def test_a_general_topic_steps_behind_a_narrower_one() -> None:
    assert shown("Sucht, Alkohol") == ["Alkohol", "Mehrfachabhängigkeit"]
    assert shown("Sport mit Parkinson") == ["Parkinson", "Kreativ- und Bewegungsgruppe"]


def test_an_abbreviation_that_is_a_word_counts_in_capitals_or_alone() -> None:
    assert shown("Leben mit ALS") == ["Amyotrophe Lateralsklerose"]
    assert shown("größer als gedacht") == []
    assert shown("als") == ["Amyotrophe Lateralsklerose"]


def test_both_genders_in_one_word_are_read_as_one() -> None:
    assert shown("Alkoholiker*innen") == shown("AlkoholikerInnen") == ["Alkohol"]
    assert read("Alkoholiker:innen in Güstrow").words == ("gustrow",)


def test_words_in_pieces_are_put_together() -> None:
    assert shown("burn out") == ["Burnout und Erschöpfung"]
    assert shown("Selbst-Verletzung") == ["Selbstverletzung"]


def test_a_telling_noun_of_a_phrase_leads_to_its_topic() -> None:
    assert shown("Huntingtonsche Chorea")[0] == "Chorea Huntington"
    assert read("Retinitis Pigmentosa").topics[0].name == "Netzhauterkrankungen"
    assert len(shown("Muskelatrophie spinal")) >= 1


@pytest.mark.parametrize(
    ("typed", "name"),
    [("leukodystro", "Leukodystrophie"), ("endometrio", "Endometriose")],
)
def test_typing_that_stopped_early_is_understood(typed: str, name: str) -> None:
    assert shown(typed)[0] == name


def test_a_noun_of_many_phrases_proves_nothing() -> None:
    assert read("Morbus") == Understanding("Morbus", (), ("morbus",), None)
    assert shown("zwei Krebse") == ["Krebs allgemein"]


def test_a_guess_is_not_shown_and_a_wild_one_not_even_made() -> None:
    (guess,) = read("Diabtxes").topics
    assert guess.score < SHOWN_FROM
    assert read("cbysgal").topics == ()


def test_words_nothing_explains_are_handed_on_folded_and_once() -> None:
    reading = read("Depression in Rostock Lichtenhagen rostock bei der Gruppe")
    assert reading.words == ("rostock", "lichtenhagen")


def test_the_first_sixty_words_of_a_long_text_are_read() -> None:
    text = "wort " * 30 + "Depression " + "wort " * 2_000 + "Rheuma"
    assert shown(text) == ["Depression"]
    assert shown("x" * 1_500 + " Depression") == []


@given(st.text(max_size=300))
@settings(deadline=None)
def test_understanding_never_raises(text: str) -> None:
    reading = read(text)
    assert all(0 < meant.score <= 1 for meant in reading.topics)
    assert [m.score for m in reading.topics] == sorted(
        (m.score for m in reading.topics), reverse=True
    )


@pytest.mark.parametrize(
    "query",
    ["", " ", "\x00", "\ud800", "🙂🙂", "a" * 10_000, "'; DROP TABLE topics; --",
     "<b>AND</b> NEAR(*", "\u202eabc", "der die das und", "ß" * 400, "(" * 3_000],
)  # fmt: skip
def test_nothing_comes_of_nonsense(query: str) -> None:
    assert shown(query) == []


def test_a_query_takes_a_few_milliseconds() -> None:
    read("Aufwärmen")
    started = time.perf_counter()
    for number in range(50):
        read(f"meine Mutter hat Demnz{number % 3} und ich kann nachts nicht schlafen in Wismar")
    assert (time.perf_counter() - started) / 50 < 0.01


def test_as_json_is_what_the_contract_says() -> None:
    assert as_json("Schwermut") == {
        "query": "Schwermut",
        "topics": [
            {"slug": "depression", "name": "Depression", "score": 0.97, "why": "synonym"},
        ],
    }
    assert as_json("Kartoffelsalat", shipped()) == {"query": "Kartoffelsalat", "topics": []}
