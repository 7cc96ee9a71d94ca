"""Addresses of this area."""

from django.urls import path

from stuhlkreis.web.public import contact_points, gallery, groups, interests, pages, start

app_name = "public"
urlpatterns = [
    path("", start.start, name="start"),
    path("gruppen/", groups.results, name="groups"),
    path("gruppen/<slug:slug>/", groups.show, name="group"),
    path("gruendung/", interests.leave, name="interest"),
    path("gruendung/danke/", interests.done, name="interest_done"),
    path("gruendung/themen/", interests.topics, name="interest_topics"),
    path("gruendung/bestaetigen/", interests.confirm, name="interest_confirm"),
    path("gruendung/noch-da/", interests.keep, name="interest_keep"),
    path("gruendung/loeschen/", interests.withdraw, name="interest_withdraw"),
    path("kontaktstellen/", contact_points.index, name="contact_points"),
    path("kontaktstellen/<slug:slug>/", contact_points.show, name="contact_point"),
    path("impressum/", pages.imprint, name="imprint"),
    path("datenschutz/", pages.privacy, name="privacy"),
    path("barrierefreiheit/", pages.accessibility, name="accessibility"),
    path("bausteine/", gallery.gallery, name="gallery"),
    path("healthz", pages.healthz, name="healthz"),
]
