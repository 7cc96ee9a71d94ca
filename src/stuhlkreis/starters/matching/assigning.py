"""All open requests together: who goes where, so that most groups get somebody who fits.

The best starter of each request one by one may leave the last request without anyone; a minimum
cost flow finds the joint optimum (ADR 0004).
"""

from collections.abc import Iterable, Sequence
from typing import Final

from stuhlkreis.starters.matching.judging import judge, room_points
from stuhlkreis.starters.matching.pairs import Need, Offer, Proposal

TENTHS: Final = 10
_WORST: Final = 100 * TENTHS  # the flow wants costs, not points


def assign(needs: Iterable[Need], offers: Iterable[Offer]) -> dict[int, int]:
    """The best joint assignment as starter by request; requests nobody fits are missing.

    Most requests served first, then the highest total fit: the scores of `judge`, less the points
    for free room a starter loses with each further request, as if the requests were given out one
    after another. Nobody gets more than `most` less `running`. The same people and requests in
    another order give the same answer.
    """
    ordered_needs = sorted(needs, key=lambda need: need.request_id)
    ordered_offers = sorted(offers, key=lambda offer: offer.starter_id)
    pairs = [
        (row, column, proposal)
        for row, need in enumerate(ordered_needs)
        for column, offer in enumerate(ordered_offers)
        if isinstance(proposal := judge(need, offer), Proposal)
    ]
    if not pairs:
        return {}
    chosen = _cheapest(len(ordered_needs), ordered_offers, pairs)
    return {
        ordered_needs[row].request_id: ordered_offers[column].starter_id
        for row, column, _ in chosen
    }


def lost_room(offer: Offer, already: int) -> float:
    """Points of fit lost where the starter gets one more request after `already` new ones."""
    return room_points(offer.running, offer.most) - room_points(offer.running + already, offer.most)


def _cheapest(
    rows: int, offers: Sequence[Offer], pairs: Sequence[tuple[int, int, Proposal]]
) -> list[tuple[int, int, Proposal]]:
    # A C++ library of 80 MB: only who assigns pays for loading it.
    from ortools.graph.python import min_cost_flow  # noqa: PLC0415 -- loaded where used

    source, sink, first_offer = rows + len(offers), rows + len(offers) + 1, rows
    flow = min_cost_flow.SimpleMinCostFlow()
    arcs = [
        flow.add_arc_with_capacity_and_unit_cost(
            row, first_offer + column, 1, _WORST - round(proposal.score * TENTHS)
        )
        for row, column, proposal in pairs
    ]
    for row in range(rows):
        flow.add_arc_with_capacity_and_unit_cost(source, row, 1, 0)
    for column, offer in enumerate(offers):
        # One arc for each free place: the later ones cost more, so the flow fills them last.
        for already in range(max(0, min(offer.most - offer.running, rows))):
            cost = round(lost_room(offer, already) * TENTHS)
            flow.add_arc_with_capacity_and_unit_cost(first_offer + column, sink, 1, cost)
    flow.set_nodes_supplies([source, sink], [rows, -rows])
    flow.solve_max_flow_with_min_cost()
    return [pair for pair, arc in zip(pairs, arcs, strict=True) if flow.flow(arc)]
