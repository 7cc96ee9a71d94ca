"""Addresses of this area."""

from django.urls import URLPattern

app_name = "group"
urlpatterns: list[URLPattern] = []
