from django.http import HttpRequest

from stuhlkreis.web.account.adapter import InvitedOnly


def test_the_sign_up_is_closed_whatever_asks() -> None:
    assert not InvitedOnly().is_open_for_signup(HttpRequest())
