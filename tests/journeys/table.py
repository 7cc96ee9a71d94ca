"""An office's table of groups: a title above the header, semicolons, letters of Windows."""

_TABLE = """\
Selbsthilfegruppen im Landkreis;;;;;;
Gruppe;Thema;PLZ;Ort;Treffen;Ansprechpartner;Telefon
Zöliakie-Treff Güstrow;Zöliakie;18273;Güstrow;1. Dienstag im Monat, 18 Uhr;Frau Öttl;3023125801
Die Vogelkundigen;Ornithologie;18246;Bützow;nach Absprache;Herr Weiß;3023125802
;Stottern;18273;Güstrow;;;
Übergänge;Verwitwete;17166;Teterow;jeden 2. Mittwoch im Monat, 15:00–16:30 Uhr;;
"""
CONTENT = _TABLE.replace("\n", "\r\n").encode("cp1252")
PHONE = "3023125801"
