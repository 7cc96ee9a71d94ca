"""Moments of the past, counted back from the day the demonstration is made."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone


@dataclass(frozen=True, slots=True)
class Clock:
    """`now` is the moment the region is made; everything else lies before it."""

    now: datetime

    @property
    def today(self) -> date:
        """The day in Germany."""
        return timezone.localtime(self.now).date()

    def day(self, ago: int) -> date:
        """The day so many days ago."""
        return self.today - timedelta(days=ago)

    def at(self, day: date) -> datetime:
        """Ten in the morning of a day, or now if that is still to come."""
        morning = timezone.make_aware(datetime.combine(day, time(10)))
        return min(morning, self.now)
