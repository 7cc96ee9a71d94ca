"""The list of proposals for one request, and what may be said about who is not on it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from stuhlkreis.starters.matching.judging import judge
from stuhlkreis.starters.matching.pairs import Excluded, ExclusionCode, Need, Offer, Proposal

SUM: Final = "excluded"
"""The key of the one sum of all exclusions, where single reasons would give a person away."""

SHOWN_FROM: Final = 3  # rule 48


@dataclass(frozen=True, slots=True)
class Ranking:
    """Proposals best first (equal scores by starter), and how many are out by which reason.

    `excluded` is for tests and audit of the rules only; pages and programs show
    `excluded_for_display(ranking.excluded)`.
    """

    proposals: tuple[Proposal, ...]
    excluded: Mapping[ExclusionCode, int]


def rank(need: Need, offers: Iterable[Offer]) -> Ranking:
    """Judge every offer for the request and order those who may be asked."""
    proposals: list[Proposal] = []
    excluded: Counter[ExclusionCode] = Counter()
    for offer in offers:
        match judge(need, offer):
            case Excluded(code=code):
                excluded[code] += 1
            case proposal:
                proposals.append(proposal)
    proposals.sort(key=lambda each: (-each.score, each.starter_id))
    in_order = {code: excluded[code] for code in ExclusionCode if excluded[code]}
    return Ranking(tuple(proposals), MappingProxyType(in_order))


def excluded_for_display(excluded: Mapping[ExclusionCode, int]) -> dict[str, int]:
    """The counts that may be shown (rule 48), by reason or as one sum under the key `SUM`.

    Who is out by excluded topics appears only as `not_suitable`, together with contact persons of
    the group (rule 49), so that the word has more than one meaning. Where fewer than three are
    out at all, or fewer than three by `not_suitable`, everything is one sum: a single "1" beside
    the other counts would point at a person.
    """
    total = sum(excluded.values())
    hidden = {ExclusionCode.CONTACT_PERSON, ExclusionCode.NOT_SUITABLE}
    not_suitable = sum(count for code, count in excluded.items() if code in hidden)
    if total == 0:
        return {}
    if total < SHOWN_FROM or 0 < not_suitable < SHOWN_FROM:
        return {SUM: total}
    shown = {
        code.value: excluded[code]
        for code in ExclusionCode
        if excluded.get(code) and code not in hidden
    }
    return shown | ({ExclusionCode.NOT_SUITABLE.value: not_suitable} if not_suitable else {})
