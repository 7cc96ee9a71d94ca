"""Days and months as people count them."""

from calendar import monthrange
from datetime import date


def months_later(day: date, months: int) -> date:
    """The same day of the month `months` later (negative: earlier), or that month's last day.

    31 August plus six months is 28 (29) February: a period of months ends with the month
    where the day is missing (§ 188 Abs. 3 BGB).
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
