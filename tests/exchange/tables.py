"""Small tables for the tests of import and export."""

from django.apps import apps

from stuhlkreis.exchange.columns import recognised
from stuhlkreis.exchange.queries import Sheet
from stuhlkreis.exchange.table import read_table

HEADER = "Gruppe;Thema;PLZ;Ort;Treffen;Ansprechperson;Telefon;E-Mail;Einwilligung seit"


def content(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join((header, *rows)).encode()


def sheet(*rows: str, header: str = HEADER) -> Sheet:
    table = read_table(content(*rows, header=header), "gruppen.csv", most_bytes=10**7)
    return Sheet(table, recognised(table.header))


def whole_database() -> dict[str, list[dict[str, object]]]:
    """Every row of every table, to see that nothing was written."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in apps.get_models()
    }
