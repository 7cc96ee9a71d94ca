"""Everything that is due at a moment; each job may run twice and says how much it did."""

from datetime import datetime

from django.utils import timezone

from stuhlkreis.exchange.actions import drop_old_drafts
from stuhlkreis.inquiries.actions import run_interest_expiry


def run_due(*, at: datetime) -> dict[str, int]:
    """Do what is due at `at`; the counts by job."""
    on = timezone.localdate(at)
    return {
        **run_interest_expiry(on=on, at=at),
        "import_drafts_dropped": drop_old_drafts(at=at),
    }
