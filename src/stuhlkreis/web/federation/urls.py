"""Addresses of this area."""

from django.urls import path

from stuhlkreis.web.federation import home

app_name = "federation"
urlpatterns = [
    path("", home.home, name="home"),
    path("neu/", home.new_federation, name="new"),
    path("kontaktstellen/neu/", home.new_contact_point, name="contact_point_new"),
    path(
        "kontaktstellen/<slug:slug>/koordination/",
        home.invite_coordinator,
        name="coordinator_new",
    ),
    path("personen/<slug:slug>/neu/", home.invite_person, name="person_new"),
]
