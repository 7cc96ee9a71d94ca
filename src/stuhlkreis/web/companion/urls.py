"""Addresses of this area."""

from django.urls import URLPattern, path

from stuhlkreis.web.companion import accompaniments

app_name = "companion"
urlpatterns: list[URLPattern] = [
    path("", accompaniments.home, name="home"),
    path("<int:pk>/", accompaniments.show, name="accompaniment"),
]
