"""The letters: what they say, and above all what they do not."""

from dataclasses import replace
from datetime import date, time

import pytest

from stuhlkreis.inquiries import letters
from stuhlkreis.inquiries.letters import FirstMeeting, Letter, Office

OFFICE = Office("Kontaktstelle Güstrow", "0381 0000 100", "stelle@example.org")
MEETING = FirstMeeting(date(2026, 12, 8), time(18, 0), 90, "Raum 2, Marktstraße 1")
UNTIL = date(2026, 12, 5)


def all_letters() -> list[Letter]:
    return [
        letters.confirm_letter(office=OFFICE, confirm="https://x/b", withdraw="https://x/l"),
        letters.known_letter(office=OFFICE, name="", until=UNTIL, withdraw="https://x/l"),
        letters.reminder_letter(
            office=OFFICE, name="", until=UNTIL, keep="https://x/k", withdraw="https://x/l"
        ),
        letters.invitation_letter(office=OFFICE, name="", meeting=MEETING, withdraw="https://x/l"),
        letters.meeting_letter(office=OFFICE, name="", meeting=MEETING, withdraw="https://x/l"),
    ]


@pytest.mark.parametrize("letter", all_letters(), ids=lambda letter: letter.subject)
def test_every_letter_says_who_writes_and_how_to_be_deleted(letter: Letter) -> None:
    assert "https://x/l" in letter.text
    assert letter.text.endswith(
        "Freundliche Grüße\n\nKontaktstelle Güstrow\n0381 0000 100\nstelle@example.org\n"
    )


@pytest.mark.parametrize("letter", all_letters(), ids=lambda letter: letter.subject)
def test_no_letter_speaks_of_illness_or_shouts(letter: Letter) -> None:
    text = f"{letter.subject} {letter.text}".casefold()
    assert not any(word in text for word in ("krank", "diagnose", "thema", "selbsthilfe", "!"))


def test_an_office_without_phone_and_mail_signs_with_its_name() -> None:
    bare = Office("Kontaktstelle Güstrow", "", "")
    letter = letters.confirm_letter(office=bare, confirm="b", withdraw="l")
    assert letter.text.endswith("Freundliche Grüße\n\nKontaktstelle Güstrow\n")


def test_the_confirmation_repeats_nothing_of_the_form_and_names_the_period() -> None:
    letter = letters.confirm_letter(office=OFFICE, confirm="https://x/b", withdraw="l")
    assert letter.text.startswith("Guten Tag,\n")
    assert "https://x/b" in letter.text
    assert "nach 14 Tagen" in letter.text


def test_a_person_is_addressed_by_the_name_they_gave() -> None:
    letter = letters.known_letter(office=OFFICE, name="Toni", until=UNTIL, withdraw="l")
    assert letter.text.startswith("Guten Tag Toni,\n")
    assert "bis zum Samstag, 5. Dezember 2026" in letter.text


def test_rule_13_the_reminder_says_until_when_and_that_silence_deletes() -> None:
    letter = letters.reminder_letter(
        office=OFFICE, name="", until=UNTIL, keep="https://x/k", withdraw="l"
    )
    assert "5. Dezember 2026" in letter.text
    assert "https://x/k" in letter.text
    assert "Hören wir nichts, löschen wir Ihre Angaben." in letter.text


def test_rule_42_the_invitation_names_day_time_length_and_room() -> None:
    letter = letters.invitation_letter(office=OFFICE, name="", meeting=MEETING, withdraw="l")
    assert (
        "Wann: Dienstag, 8. Dezember 2026, 18:00 Uhr\nDauer: 90 Minuten\nWo: Raum 2" in letter.text
    )


def test_an_invitation_without_a_plan_promises_the_day() -> None:
    letter = letters.invitation_letter(office=OFFICE, name="", meeting=None, withdraw="l")
    assert "sobald sie feststehen" in letter.text


def test_what_is_not_settled_is_not_mentioned() -> None:
    vague = replace(MEETING, minutes=None, room="")
    letter = letters.meeting_letter(office=OFFICE, name="", meeting=vague, withdraw="l")
    assert "Wann: " in letter.text
    assert "Dauer" not in letter.text
    assert "Wo: " not in letter.text


def test_the_current_consent_is_one_of_the_kept_texts() -> None:
    assert letters.CONSENT_VERSION in letters.CONSENT_TEXTS
    assert letters.CONSENT_TEXTS["2026-1"].startswith("Ich bin einverstanden")
