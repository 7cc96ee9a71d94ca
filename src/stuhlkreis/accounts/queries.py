"""Questions about accounts."""

from stuhlkreis.accounts.models import User


def user_with(email: str) -> User | None:
    """The account of a mail address, however it is written."""
    return User.objects.filter(email__iexact=email.strip()).order_by("pk").first()
