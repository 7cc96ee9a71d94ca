"""A draft is tidied, checked and compared before anything is written."""

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from stuhlkreis.core.errors import Refusal
from stuhlkreis.groups.draft import (
    LONGEST,
    LONGEST_OF_PLACE,
    GroupDraft,
    PlaceDraft,
    changed_fields,
    checked,
    default_visibility,
    fingerprint,
    folded_name,
    folded_place,
    keeping,
)
from stuhlkreis.groups.errors import (
    NameMissing,
    SizeNotPlausible,
    TextTooLong,
    TooManyTopics,
    WebsiteNotValid,
)
from stuhlkreis.groups.lifecycle import Visibility
from stuhlkreis.groups.models import Group, Venue

texts = st.text(max_size=250)
drafts = st.builds(
    GroupDraft,
    name=texts,
    topic_slugs=st.lists(st.sampled_from(["angst", "sucht", "trauer", "adhs"])).map(tuple),
    description=texts,
    website=st.one_of(texts, st.just("www.example.org")),
    size=st.one_of(st.none(), st.integers()),
    place=st.builds(
        PlaceDraft, name=texts, visibility=st.one_of(st.none(), st.sampled_from(Visibility))
    ),
)


@given(drafts)
def test_a_checked_draft_needs_no_second_check(draft: GroupDraft) -> None:
    try:
        once = checked(draft)
    except Refusal:
        return

    assert checked(once) == once


@given(drafts, drafts)
def test_a_draft_with_all_changed_fields_kept_has_not_changed(
    standing: GroupDraft, new: GroupDraft
) -> None:
    kept = keeping(standing, new, changed_fields(standing, new))

    assert changed_fields(standing, kept) == ()


@given(drafts)
def test_a_draft_does_not_differ_from_itself(draft: GroupDraft) -> None:
    assert changed_fields(draft, draft) == ()


def test_changed_fields_are_named_in_the_order_of_the_draft() -> None:
    standing = GroupDraft("Mut", ("angst",))
    new = replace(standing, name="Mehr Mut", meeting_phrase="montags", size=8)

    assert changed_fields(standing, new) == ("name", "size", "meeting_phrase")


def test_a_place_without_a_word_on_visibility_does_not_ask_to_change_it() -> None:
    standing = GroupDraft("Mut", place=PlaceDraft(place="Güstrow", visibility=Visibility.EXACT))

    assert changed_fields(standing, GroupDraft("Mut", place=PlaceDraft(place="Güstrow"))) == ()
    assert changed_fields(standing, GroupDraft("Mut", place=PlaceDraft(place="Teterow"))) == (
        "place",
    )


def test_control_characters_and_doubled_topics_fall_away() -> None:
    tidy = checked(
        GroupDraft(
            "  Mut \x00 in\u200b Schritten ",
            ("angst", "sucht", "angst"),
            description="Erste  Zeile\n\n\x07Zweite Zeile\n",
            place=PlaceDraft(street=" Marktstraße\t1"),
        )
    )

    assert tidy.name == "Mut in Schritten"
    assert tidy.topic_slugs == ("angst", "sucht")
    assert tidy.description == "Erste Zeile\n\nZweite Zeile"
    assert tidy.place.street == "Marktstraße 1"


@pytest.mark.parametrize("name", ["", "   ", "\x00\u200b"])
def test_a_draft_without_a_name_is_refused(name: str) -> None:
    with pytest.raises(NameMissing):
        checked(GroupDraft(name))


@pytest.mark.parametrize("field", LONGEST)
def test_a_text_longer_than_its_column_is_refused(field: str) -> None:
    prefix = "https://" if field == "website" else ""
    fits = prefix + "x" * (LONGEST[field] - len(prefix))
    draft = GroupDraft("Mut")

    checked(replace(draft, **{field: fits}))  # type: ignore[arg-type] # one of the texts
    with pytest.raises(TextTooLong, match=str(LONGEST[field])):
        checked(replace(draft, **{field: fits + "x"}))  # type: ignore[arg-type] # one of the texts


@pytest.mark.parametrize("field", LONGEST_OF_PLACE)
def test_a_text_of_the_place_longer_than_its_column_is_refused(field: str) -> None:
    long = replace(PlaceDraft(), **{field: "x" * (LONGEST_OF_PLACE[field] + 1)})  # type: ignore[arg-type] # one of the texts

    with pytest.raises(TextTooLong):
        checked(GroupDraft("Mut", place=long))


def test_the_limits_are_those_of_the_columns() -> None:
    groups = {field.name: field.max_length for field in Group._meta.fields}
    venues = {field.name: field.max_length for field in Venue._meta.fields}

    assert LONGEST.items() <= groups.items()
    assert LONGEST_OF_PLACE.items() <= venues.items()


def test_rule_27_three_topics_are_the_most() -> None:
    checked(GroupDraft("Mut", ("a", "b", "c")))
    with pytest.raises(TooManyTopics):
        checked(GroupDraft("Mut", ("a", "b", "c", "d")))


@pytest.mark.parametrize("website", ["javascript:alert(1)", "ftp://example.org", "data:,x"])
def test_a_website_that_is_none_is_refused(website: str) -> None:
    with pytest.raises(WebsiteNotValid):
        checked(GroupDraft("Mut", website=website))


def test_a_website_without_its_beginning_gets_one() -> None:
    assert checked(GroupDraft("Mut", website="mut.example.org")).website == (
        "https://mut.example.org"
    )


@pytest.mark.parametrize("size", [0, -3, 10_000])
def test_a_size_no_group_has_is_refused(size: int) -> None:
    with pytest.raises(SizeNotPlausible):
        checked(GroupDraft("Mut", size=size))


def test_rule_8_the_place_of_a_sensitive_topic_is_on_request() -> None:
    assert default_visibility(is_sensitive=True) == Visibility.ON_REQUEST
    assert default_visibility(is_sensitive=False) == Visibility.DISTRICT


def test_a_group_needs_no_more_than_a_name() -> None:
    assert GroupDraft("Mut").place == PlaceDraft()


@given(drafts, drafts)
def test_a_fingerprint_is_the_same_for_the_same_description(
    one: GroupDraft, other: GroupDraft
) -> None:
    assert fingerprint(one) == fingerprint(replace(one))
    assert (fingerprint(one) == fingerprint(other)) == (one == other)


def test_folded_texts_fit_their_columns_though_folding_lengthens() -> None:
    assert folded_name("Große Füße") == "grosse fusse"
    assert len(folded_name("ß" * LONGEST["name"])) == LONGEST["name"]
    assert folded_place("", "18273") == "18273"
    assert len(folded_place("ß" * LONGEST_OF_PLACE["place"], "")) == LONGEST_OF_PLACE["place"]
