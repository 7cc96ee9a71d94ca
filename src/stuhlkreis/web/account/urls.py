"""Addresses of this area."""

from django.urls import URLPattern

app_name = "account"
urlpatterns: list[URLPattern] = []
