"""Languages are known by name and code."""

import pytest

from stuhlkreis.core.languages import Language, language_code, language_name


@pytest.mark.parametrize("language", Language)
def test_every_name_leads_back_to_its_code(language: Language) -> None:
    assert language_code(language_name(language)) == language
    assert language_code(language.value) == language


def test_spellings_that_fold_alike_are_one_name() -> None:
    assert language_code("  TUERKISCH ") == Language.TR
    assert language_code("Klingonisch") is None


def test_a_code_without_a_name_stands_for_itself() -> None:
    assert language_name("xx") == "xx"
