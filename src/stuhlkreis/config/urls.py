"""The root of all addresses."""

from django.urls import include, path

urlpatterns = [
    path("konto/", include("stuhlkreis.web.account.urls")),
    path("konto/", include("stuhlkreis.web.account.doors")),
    path("arbeitsplatz/", include("stuhlkreis.web.desk.urls")),
    path("begleitung/", include("stuhlkreis.web.companion.urls")),
    path("meine-gruppe/", include("stuhlkreis.web.group.urls")),
    path("verbund/", include("stuhlkreis.web.federation.urls")),
    path("", include("stuhlkreis.web.public.urls")),
]

handler400 = "stuhlkreis.web.errors.bad_request"
handler403 = "stuhlkreis.web.errors.forbidden"
handler404 = "stuhlkreis.web.errors.not_found"
handler429 = "stuhlkreis.web.errors.too_many_requests"
handler500 = "stuhlkreis.web.errors.server_error"
