"""The words the demo region is made of. All people and groups are invented."""

from typing import Final

FIRST_NAMES: Final = (
    "Silke", "Jörn", "Hanne", "Ingrid", "Torsten", "Maike", "Uwe", "Bärbel", "Sven", "Antje",
    "Katrin", "Holger", "Renate", "Dörte", "Malte", "Swantje", "Gisela", "Olaf", "Petra", "Henrik",
    "Mandy", "Ronny", "Anke", "Lutz", "Frauke", "Birte", "Yvonne", "Enrico", "Gudrun", "Timo",
)  # fmt: skip
LAST_NAMES: Final = (
    "Wendland", "Probst", "Teterow", "Ahrens", "Boldt", "Dierks", "Evers", "Fromm", "Gielow",
    "Harms", "Ihde", "Jahnke", "Kröger", "Lüth", "Mierow", "Nehls", "Ohm", "Passow", "Quade",
    "Rieck", "Saß", "Tessin", "Uhl", "Vick", "Witt", "Zarnow",
)  # fmt: skip

# What every larger office has; the rest of the catalogue is spread over the region.
COMMON_TOPICS: Final = (
    "Depression", "Angst und Panik", "Alkohol", "Demenz und Alzheimer", "Parkinson",
    "Multiple Sklerose",
    "Burnout und Erschöpfung", "Trauer allgemein", "Schlaganfall", "Diabetes Typ 2", "Brustkrebs",
    "Prostatakrebs", "Fibromyalgie", "Long Covid und Post Covid", "Pflegende Angehörige",
    "Borderline", "AD(H)S bei Erwachsenen", "Autismus", "Essstörungen", "Schlafapnoe",
    "Tinnitus", "Rheuma",
    "Osteoporose", "Glücksspiel", "Trennung und Scheidung", "Alleinerziehende",
)  # fmt: skip
FIRST_AND_LAST: Final = ("Allergien", "Zwillinge und Mehrlinge")

GROUP_NAMES: Final = (
    "{topic} {place}", "Gesprächskreis {topic}", "Leben mit {topic}", "Treffpunkt {topic} {place}",
    "Selbsthilfegruppe {topic} {place}", "{topic}: gemeinsam in {place}", "Offene Runde {topic}",
    "Neue Wege {place}: {topic}", "{topic} am {day}",
)  # fmt: skip
OWN_NAMES: Final = (
    "Mut in kleinen Schritten", "Die Lotsen", "Windstille", "Rückenwind", "Ankerplatz",
    "Zweite Luft", "Sonnendeck", "Die Dranbleiber", "Lichtblick", "Atempause", "Leuchtfeuer",
    "Strandgut", "Kompass", "Gezeiten", "Neuer Kurs",
)  # fmt: skip
RELATIVES_NAMES: Final = ("Angehörige: {topic}", "{topic}: Kreis der Angehörigen {place}")

DAYS: Final = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag")
PHRASES: Final = (
    "jeden 1. {day} im Monat, 18:00–19:30 Uhr", "jeden 2. und 4. {day} im Monat, 18:30–20:00 Uhr",
    "jeden letzten {day} im Monat um 17 Uhr", "{day}s von 19 bis 20.30 Uhr",
    "jeden 3. {day} im Monat, 16:00 Uhr", "jeden 1. und 3. {day} im Monat, 19:00–21:00 Uhr",
    "jeden {day}, 10:00–11:30 Uhr", "{day}s, 14-tägig, 18 Uhr", "nach Vereinbarung",
    "jeden 2. {day} im Monat, 17:30 Uhr, außer an Feiertagen",
)  # fmt: skip
VENUES: Final = (
    ("Haus der Begegnung", "Beispielweg 7"), ("Stadtteilbüro", "Musterplatz 2"),
    ("Gemeindesaal", "Probestraße 15"), ("Mehrgenerationenhaus", "Übungsring 11"),
    ("Bibliothek, Lesecafé", "Musterhof 1"), ("Räume der Kontaktstelle", "Beispielallee 2"),
)  # fmt: skip
DESCRIPTIONS: Final = (
    "Wir erzählen, hören zu und lassen einander ausreden. Wer nichts sagen möchte, sagt nichts.",
    "Wir treffen uns in kleiner Runde. Was hier gesagt wird, bleibt hier.",
    "Bei uns geht es um den Alltag: was hilft, was nervt, was trägt.",
    "Wir tauschen Erfahrungen aus und laden manchmal Fachleute ein.",
    "Neue sind willkommen. Ein kurzer Anruf vorher nimmt die Scheu.",
    "Wir gehen auch gern gemeinsam spazieren. Danach gibt es Tee.",
)  # fmt: skip
NEARBY: Final = {
    "rostock": ("18055 Rostock", "18147 Rostock", "18119 Rostock", "18106 Rostock"),
    "schwerin": ("19053 Schwerin", "19063 Schwerin", "19055 Schwerin"),
    "wismar": ("23966 Wismar", "23936 Grevesmühlen", "23946 Boltenhagen"),
    "guestrow": ("18273 Güstrow", "18292 Krakow am See", "17166 Teterow", "18246 Bützow"),
    "neubrandenburg": ("17033 Neubrandenburg", "17109 Demmin", "17389 Anklam", "17489 Greifswald"),
    "stralsund": ("18439 Stralsund", "18528 Bergen auf Rügen", "18507 Grimmen"),
    "neustrelitz": ("17235 Neustrelitz", "17192 Waren", "17252 Mirow"),
    "hagenow": ("19230 Hagenow", "19370 Parchim", "19288 Ludwigslust"),
}
