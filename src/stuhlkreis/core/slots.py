"""Parts of the week, as people say when they have time."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Slot(TextChoices):
    """A part of the week that suits somebody: seven days, three times of day."""

    MON_MORNING = "mon_morning", _("Montag vormittags")
    MON_AFTERNOON = "mon_afternoon", _("Montag nachmittags")
    MON_EVENING = "mon_evening", _("Montag abends")
    TUE_MORNING = "tue_morning", _("Dienstag vormittags")
    TUE_AFTERNOON = "tue_afternoon", _("Dienstag nachmittags")
    TUE_EVENING = "tue_evening", _("Dienstag abends")
    WED_MORNING = "wed_morning", _("Mittwoch vormittags")
    WED_AFTERNOON = "wed_afternoon", _("Mittwoch nachmittags")
    WED_EVENING = "wed_evening", _("Mittwoch abends")
    THU_MORNING = "thu_morning", _("Donnerstag vormittags")
    THU_AFTERNOON = "thu_afternoon", _("Donnerstag nachmittags")
    THU_EVENING = "thu_evening", _("Donnerstag abends")
    FRI_MORNING = "fri_morning", _("Freitag vormittags")
    FRI_AFTERNOON = "fri_afternoon", _("Freitag nachmittags")
    FRI_EVENING = "fri_evening", _("Freitag abends")
    SAT_MORNING = "sat_morning", _("Samstag vormittags")
    SAT_AFTERNOON = "sat_afternoon", _("Samstag nachmittags")
    SAT_EVENING = "sat_evening", _("Samstag abends")
    SUN_MORNING = "sun_morning", _("Sonntag vormittags")
    SUN_AFTERNOON = "sun_afternoon", _("Sonntag nachmittags")
    SUN_EVENING = "sun_evening", _("Sonntag abends")
