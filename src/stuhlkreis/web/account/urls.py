"""Addresses of this area."""

from django.urls import path

from stuhlkreis.web.account.home import home

app_name = "account"
urlpatterns = [path("", home, name="home")]
