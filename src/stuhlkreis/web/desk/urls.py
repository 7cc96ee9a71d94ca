"""Addresses of this area."""

from django.urls import path

from stuhlkreis.web.desk import (
    colleagues,
    contact_persons,
    group_life,
    groups,
    settings,
    today,
)

app_name = "desk"
urlpatterns = [
    path("", today.show, name="today"),
    path("team/", colleagues.index, name="colleagues"),
    path("team/<int:pk>/rolle/", colleagues.change, name="colleague_role"),
    path("team/<int:pk>/sperren/", colleagues.lock, name="colleague_lock"),
    path("team/<int:pk>/entsperren/", colleagues.unlock, name="colleague_unlock"),
    path("einstellungen/", settings.index, name="settings"),
    path("gruppen/", groups.index, name="groups"),
    path("gruppen/neu/eintragen/", groups.new, name="group_new"),
    path("gruppen/<slug:slug>/", groups.show, name="group"),
    path("gruppen/<slug:slug>/bearbeiten/", groups.edit, name="group_edit"),
    path("gruppen/<slug:slug>/stand/", group_life.move, name="group_move"),
    path("gruppen/<slug:slug>/bestaetigen/", group_life.confirm, name="group_confirm"),
    path("gruppen/<slug:slug>/neu-beginnen/", group_life.restart, name="group_restart"),
    path(
        "gruppen/<slug:slug>/ansprechpersonen/neu/",
        contact_persons.new,
        name="contact_person_new",
    ),
    path(
        "gruppen/<slug:slug>/ansprechpersonen/<int:pk>/einwilligung/",
        contact_persons.consents,
        name="consents",
    ),
    path(
        "gruppen/<slug:slug>/ansprechpersonen/<int:pk>/beenden/",
        contact_persons.end,
        name="contact_person_end",
    ),
    path(
        "gruppen/<slug:slug>/einwilligungen/<int:pk>/widerrufen/",
        contact_persons.withdraw,
        name="consent_withdraw",
    ),
]
