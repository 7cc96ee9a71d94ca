"""Addresses of this area."""

from django.urls import path

from stuhlkreis.web.group import home

app_name = "group"
urlpatterns = [
    path("", home.home, name="home"),
    path("<slug:slug>/", home.show, name="show"),
    path("<slug:slug>/bestaetigen/", home.confirm, name="confirm"),
    path(
        "<slug:slug>/einwilligungen/<int:pk>/zurueckziehen/",
        home.withdraw,
        name="consent_withdraw",
    ),
]
