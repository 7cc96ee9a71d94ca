"""Which starter fits which start request: who may, who fits best, who goes where.

Pure: values in, values out, no Django and no clock. `judge` looks at one pair, `rank` lists the
proposals for one request, `assign` gives out all open requests together, `in_words` says a
reason in German. Rules 46 to 53 of the trade.
"""

from stuhlkreis.starters.matching.assigning import assign
from stuhlkreis.starters.matching.judging import judge
from stuhlkreis.starters.matching.pairs import (
    DAYS,
    PARTS_OF_DAY,
    SLOTS,
    Excluded,
    ExclusionCode,
    Need,
    Offer,
    Proposal,
    Reason,
    ReasonCode,
    slot,
)
from stuhlkreis.starters.matching.ranking import SUM, Ranking, excluded_for_display, rank
from stuhlkreis.starters.matching.wording import in_words, why_not

__all__ = [
    "DAYS",
    "PARTS_OF_DAY",
    "SLOTS",
    "SUM",
    "Excluded",
    "ExclusionCode",
    "Need",
    "Offer",
    "Proposal",
    "Ranking",
    "Reason",
    "ReasonCode",
    "assign",
    "excluded_for_display",
    "in_words",
    "judge",
    "rank",
    "slot",
    "why_not",
]
