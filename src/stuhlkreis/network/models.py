"""Contact points, federations, catchment areas, memberships and settings."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stuhlkreis.accounts.models import User
from stuhlkreis.network.roles import Role


class Federation(models.Model):
    """Contact points of a state, or of the country, that act together."""

    class Level(models.TextChoices):
        """How far it reaches."""

        STATE = "state", _("Land")
        NATIONAL = "national", _("Bund")

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    level = models.CharField(max_length=10, choices=Level, default=Level.STATE)
    state_ags = models.CharField(max_length=2, blank=True)

    class Privacy:
        """No personal data."""

        personal = frozenset[str]()
        sensitive = frozenset[str]()
        harmless = frozenset({"id", "slug", "name", "level", "state_ags"})

    def __str__(self) -> str:
        return self.slug


class ContactPoint(models.Model):
    """A self-help contact point (Selbsthilfekontaktstelle): the office everything belongs to."""

    class Kind(models.TextChoices):
        """Main task or side task."""

        CONTACT_POINT = "contact_point", _("Kontaktstelle")
        OFFICE = "office", _("Unterstützungsstelle")

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=15, choices=Kind, default=Kind.CONTACT_POINT)
    federation = models.ForeignKey(
        Federation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contact_points",
    )
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    street = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=5, blank=True)
    place = models.CharField(max_length=80, blank=True)
    lat = models.FloatField()
    lon = models.FloatField()
    opening_hours = models.TextField(blank=True)
    about = models.TextField(blank=True)
    is_programme_site = models.BooleanField(default=False)

    class Privacy:
        """Office data, made to be public. No personal data."""

        personal = frozenset[str]()
        sensitive = frozenset[str]()
        harmless = frozenset(
            {"id", "slug", "name", "kind", "federation", "email", "phone", "street", "postcode"}
            | {"place", "lat", "lon", "opening_hours", "about", "is_programme_site"}
        )

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.slug


class CatchmentArea(models.Model):
    """A district (first five digits of the AGS) a contact point is there for."""

    contact_point = models.ForeignKey(
        ContactPoint, on_delete=models.CASCADE, related_name="catchment_areas"
    )
    district_ags = models.CharField(max_length=5)

    class Privacy:
        """No personal data."""

        personal = frozenset[str]()
        sensitive = frozenset[str]()
        harmless = frozenset({"id", "contact_point", "district_ags"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="catchmentarea_once_per_contact_point",
                fields=["contact_point", "district_ags"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.district_ags} {self.contact_point_id}"


class Membership(models.Model):
    """Somebody's role at one contact point or in one federation."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    contact_point = models.ForeignKey(
        ContactPoint,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
    )
    federation = models.ForeignKey(
        Federation, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    role = models.CharField(max_length=12, choices=Role)
    since = models.DateField()
    locked_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        """The person is in `User`."""

        personal = frozenset({"user"})
        sensitive = frozenset[str]()
        harmless = frozenset({"id", "contact_point", "federation", "role", "since", "locked_at"})

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="membership_at_one_place_that_fits_the_role",
                condition=Q(
                    role=Role.FEDERATION, federation__isnull=False, contact_point__isnull=True
                )
                | Q(
                    role__in=[Role.STAFF, Role.COORDINATOR],
                    federation__isnull=True,
                    contact_point__isnull=False,
                ),
            ),
            models.UniqueConstraint(
                name="membership_once_per_contact_point", fields=["user", "contact_point"]
            ),
            models.UniqueConstraint(
                name="membership_once_per_federation", fields=["user", "federation"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.user_id}"


class Setting(models.Model):
    """A value an office chose instead of the default; what may be set is in `registry`."""

    contact_point = models.ForeignKey(
        ContactPoint, on_delete=models.CASCADE, related_name="settings"
    )
    name = models.CharField(max_length=40)
    value = models.IntegerField()

    class Privacy:
        """No personal data."""

        personal = frozenset[str]()
        sensitive = frozenset[str]()
        harmless = frozenset({"id", "contact_point", "name", "value"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="setting_once_per_contact_point", fields=["contact_point", "name"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}={self.value}"
