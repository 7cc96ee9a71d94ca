"""Who may open an account: nobody alone; people are invited."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitedOnly(DefaultAccountAdapter):  # type: ignore[misc]  -- allauth has no types
    """Closes the sign-up pages."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: a coordinator or administrator invites."""
        return False
