import pytest

from stuhlkreis.topics.catalogue import shipped
from stuhlkreis.topics.understanding import FromWords, topics_in


@pytest.mark.parametrize(
    ("cell", "slugs", "audience"),
    [
        ("Rheuma", ("rheuma",), None),
        ("Sucht, Alkohol", ("alkohol", "mehrfachabhaengigkeit"), None),
        ("Krebs; Frauen", ("krebs-allgemein",), "women"),
        ("Tinnitus / Vertigo & Migräne",
         ("migraene-und-kopfschmerz", "schwindel", "tinnitus"), None),
        ("Trennung und Scheidung", ("trennung-und-scheidung",), None),
        ("Bulimie (Angehörige)",
         ("bulimie", "angehoerige-psychisch-erkrankter-menschen"), "relatives"),
        ("Frauen", ("frauengruppen",), "women"),
        ("Diabetes, junge Erwachsene", ("diabetes-typ-2",), "young"),
        ("", (), None),
    ],
)  # fmt: skip
def test_a_cell_becomes_topics_and_an_audience(
    cell: str, slugs: tuple[str, ...], audience: str | None
) -> None:
    found = topics_in(cell, shipped())
    assert set(found.slugs) == set(slugs)
    assert found.slugs[:1] == slugs[:1] or len(slugs) == 3
    assert found.audience == audience
    assert found.unknown == ()


def test_three_topics_are_the_most() -> None:
    found = topics_in("Asthma, Gicht, Stottern, Vitiligo, Narkolepsie", shipped())
    assert len(found.slugs) == 3


def test_a_guess_is_no_topic_of_a_group() -> None:
    assert topics_in("Diabtxes, Gicht", shipped()).slugs == ("gicht",)


def test_words_nobody_knows_come_back_as_written_and_once() -> None:
    found = topics_in("Rheuma, Xylophonie, Blubb, Xylophonie", shipped())
    assert found == FromWords(("rheuma",), ("Xylophonie", "Blubb"), None)
