"""Two people import, enter, move and release groups at once."""

from typing import Final

from stuhlkreis.accounts.models import User
from stuhlkreis.exchange import actions as exchange
from stuhlkreis.groups import actions as groups
from stuhlkreis.groups.draft import GroupDraft
from stuhlkreis.groups.lifecycle import Channel, ConsentWay, Medium, Source, State
from stuhlkreis.groups.models import Consent, Group
from stuhlkreis.network.models import ContactPoint
from tests import make
from tests.exchange.tables import content, sheet
from tests.faults.races.running import Deed, Race, an_office, audited, copies

AT, ON = make.AT, make.TODAY


def two_import_the_same_table() -> Race:
    here, by = an_office()
    table = sheet(*_rows(here))

    def load() -> object:
        return exchange.import_groups(
            contact_point=here, sheet=table, skip_bad_rows=False, at=AT, by=by
        )

    return Race(load, load, lambda: {"groups": here.groups.count()})


def two_import_the_same_upload() -> Race:
    here, by = an_office()
    draft = exchange.draft_import(
        contact_point=here, file_name="g.csv", content=content(*_rows(here)), at=AT, by=by
    )
    one, other = copies(draft)
    return Race(
        lambda: exchange.import_draft(draft=one, skip_bad_rows=False, at=AT, by=by),
        lambda: exchange.import_draft(draft=other, skip_bad_rows=False, at=AT, by=by),
        lambda: {"groups": here.groups.count(), "drafts": here.import_drafts.count()},
    )


def one_maps_an_upload_that_the_other_drops() -> Race:
    here, by = an_office()
    draft = exchange.draft_import(
        contact_point=here, file_name="g.csv", content=content(*_rows(here)), at=AT, by=by
    )
    one, other = copies(draft)
    return Race(
        lambda: exchange.drop_draft(draft=one, at=AT, by=by),
        lambda: exchange.map_draft(draft=other, columns={}, at=AT, by=by),
        lambda: {"drafts": here.import_drafts.count()},
    )


def _rows(here: ContactPoint) -> list[str]:
    topic = make.topic(name="Narkolepsie").name
    return [
        f"Tabelle {here.pk} {n};{topic};18273;Güstrow;dienstags 18 Uhr;Erika;0381 0000 {n};;"
        for n in range(3)
    ]


def two_offices_enter_a_group_of_the_same_name() -> Race:
    (here, by), (there, too) = an_office(), an_office()
    topic = make.topic()
    draft = GroupDraft(name=f"Gleich {topic.pk}", topic_slugs=(topic.slug,))

    def enter(office: ContactPoint, who: User) -> Deed:
        return lambda: groups.create_group(
            contact_point=office, draft=draft, state=State.FOUNDING, source=Source.OFFICE,
            on=ON, at=AT, by=who,
        )  # fmt: skip

    return Race(
        enter(here, by),
        enter(there, too),
        lambda: {"groups": Group.objects.filter(name=draft.name).count()},
    )


def two_dissolve_one_group() -> Race:
    here, by = an_office()
    group = make.group(at=here)

    def dissolve(mine: Group) -> Deed:
        return lambda: groups.move_group(
            group=mine, to=State.DISSOLVED, source=Source.GROUP_VIA_OFFICE, on=ON, at=AT, by=by
        )

    one, other = copies(group)
    return Race(
        dissolve(one),
        dissolve(other),
        lambda: {"changes": group.state_changes.filter(state=State.DISSOLVED).count()},
    )


def two_record_one_consent() -> Race:
    here, by = an_office()
    person = make.contact_person(of=make.group(at=here))

    def record() -> object:
        return groups.record_consents(
            contact_person=person, channels=[Channel.PHONE], media=[Medium.WEB],
            way=ConsentWay.PAPER, text_version="2026-1", purpose="Auffindbarkeit",
            given_on=ON, at=AT, by=by,
        )  # fmt: skip

    return Race(record, record, lambda: {"consents": person.consents.count()})


def two_withdraw_one_consent() -> Race:
    here, by = an_office()
    consent = make.consent(by=make.contact_person(of=make.group(at=here)))

    def withdraw(mine: Consent) -> Deed:
        return lambda: groups.withdraw_consent(consent=mine, on=ON, at=AT, by=by)

    one, other = copies(consent)
    return Race(
        withdraw(one),
        withdraw(other),
        lambda: {"withdrawals": audited("withdraw_consent", consent)},
    )


RACES: Final = (
    two_import_the_same_table,
    two_import_the_same_upload,
    one_maps_an_upload_that_the_other_drops,
    two_offices_enter_a_group_of_the_same_name,
    two_dissolve_one_group,
    two_record_one_consent,
    two_withdraw_one_consent,
)
