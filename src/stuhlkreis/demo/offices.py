"""The eight contact points of the demo region. Names are invented, towns and districts are real."""

from dataclasses import dataclass
from typing import Final

from stuhlkreis.network.actions import Office

_ABOUT: Final = (
    "Wir helfen Ihnen, eine passende Gruppe zu finden oder eine neue zu gründen. "
    "Das Gespräch ist kostenlos und bleibt unter uns."
)


@dataclass(frozen=True, slots=True)
class DemoOffice:
    """A contact point, the district keys it is there for, and how many groups it knows."""

    office: Office
    districts: tuple[str, ...]
    groups: int


def _office(number: int, slug: str, name: str, where: tuple[str, str, str, float, float]) -> Office:
    street, postcode, place, lat, lon = where
    return Office(
        slug=slug,
        name=name,
        street=street,
        postcode=postcode,
        place=place,
        lat=lat,
        lon=lon,
        email=f"{slug}@example.org",
        # 030 23125 xxx: a range the Bundesnetzagentur keeps free for films and books.
        phone=f"030 23125 {100 + number}",
        opening_hours="Montag und Mittwoch 9–12 Uhr, Dienstag und Donnerstag 13–17 Uhr",
        about=_ABOUT,
        is_programme_site=True,
    )


OFFICES: Final = (
    DemoOffice(
        _office(
            1,
            "rostock",
            "Selbsthilfe-Treff Rostock",
            ("Am Probebogen 1", "18055", "Rostock", 54.09, 12.13),
        ),
        ("13003",),
        74,
    ),
    DemoOffice(
        _office(
            2,
            "schwerin",
            "Selbsthilfe-Haus Schwerin",
            ("Probestraße 12", "19053", "Schwerin", 53.63, 11.41),
        ),
        ("13004",),
        64,
    ),
    DemoOffice(
        _office(
            3,
            "wismar",
            "Kontaktstelle Seestern Wismar",
            ("Musterhof 3", "23966", "Wismar", 53.89, 11.46),
        ),
        ("13074",),
        34,
    ),
    DemoOffice(
        _office(
            4,
            "guestrow",
            "Kontaktstelle Güstrow",
            ("Beispielweg 7", "18273", "Güstrow", 53.79, 12.18),
        ),
        ("13072",),
        40,
    ),
    DemoOffice(
        _office(
            5,
            "neubrandenburg",
            "Kontaktstelle Vier Tore",
            ("Übungsring 4", "17033", "Neubrandenburg", 53.56, 13.26),
        ),
        ("13071", "13075"),
        42,
    ),
    DemoOffice(
        _office(
            6,
            "stralsund",
            "Kontaktstelle Strelasund",
            ("Musterkai 9", "18439", "Stralsund", 54.31, 13.08),
        ),
        ("13073",),
        38,
    ),
    DemoOffice(
        _office(
            7,
            "neustrelitz",
            "Kontaktstelle Seenplatte",
            ("Beispielallee 2", "17235", "Neustrelitz", 53.36, 13.06),
        ),
        ("13071",),
        26,
    ),
    DemoOffice(
        _office(
            8,
            "hagenow",
            "Kontaktstelle Griese Gegend",
            ("Probegasse 5", "19230", "Hagenow", 53.43, 11.19),
        ),
        ("13076",),
        26,
    ),
)
