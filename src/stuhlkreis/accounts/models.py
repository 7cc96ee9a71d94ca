"""The person who signs in."""

from typing import ClassVar, Final

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from stuhlkreis.core.text import short_name

LONGEST_NAME: Final = 120
LONGEST_ADDRESS: Final = 254  # RFC 5321, 4.5.3.1.3


class Accounts(BaseUserManager["User"]):
    """Finds people by their mail address, however they write it."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The account of a mail address; upper and lower case are one."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Somebody with an account: staff, a starter, a contact person, a federation, an administrator.

    What they may do where says `network.Membership`; an administrator runs the installation and
    sees no contact point's data by that alone.
    """

    email = models.EmailField(max_length=LONGEST_ADDRESS, unique=True)
    name = models.CharField(max_length=LONGEST_NAME)
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(default=False)
    joined_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects: ClassVar[Accounts] = Accounts()

    class Privacy:
        """Erased with the account; who did what stays without the name."""

        personal = frozenset({"email", "name", "password", "last_login"})
        sensitive = frozenset[str]()
        harmless = frozenset({"id", "is_active", "is_administrator", "joined_at"})

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_one_per_mail_address"),
        ]

    def __str__(self) -> str:
        return f"user {self.pk}"

    @property
    def short_name(self) -> str:
        """The first name and the first letter of the last: what colleagues and starters see."""
        return short_name(self.name)
