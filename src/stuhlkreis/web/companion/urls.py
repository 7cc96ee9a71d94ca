"""Addresses of this area."""

from django.urls import URLPattern

app_name = "companion"
urlpatterns: list[URLPattern] = []
