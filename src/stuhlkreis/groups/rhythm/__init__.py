"""What groups write about their meetings: read it into rules, say it back, find the dates."""

from .occurrences import Meeting, dates, next_meetings
from .reading import Reading, read
from .rule import RuleNotKnown
from .speech import say

__all__ = ["Meeting", "Reading", "RuleNotKnown", "dates", "next_meetings", "read", "say"]
