"""Everything that changes starters, start requests, accompaniments, notes and follow-ups."""

from stuhlkreis.starters.actions.asking import (
    answer_proposal,
    propose_starter,
    request_starter,
    withdraw_proposal,
    withdraw_request,
)
from stuhlkreis.starters.actions.ending import (
    answer_follow_up,
    end_accompaniment,
    end_for_group,
)
from stuhlkreis.starters.actions.meeting import note_meeting, plan_more, settle_talk
from stuhlkreis.starters.actions.people import (
    add_starter,
    change_starter,
    exclude_topic,
    give_account,
    include_topic,
    leave,
    link_account,
    pause,
    read_excluded_topics,
    record_qualification,
    resume,
    sign_agreement,
)

__all__ = [
    "add_starter",
    "answer_follow_up",
    "answer_proposal",
    "change_starter",
    "end_accompaniment",
    "end_for_group",
    "exclude_topic",
    "give_account",
    "include_topic",
    "leave",
    "link_account",
    "note_meeting",
    "pause",
    "plan_more",
    "propose_starter",
    "read_excluded_topics",
    "record_qualification",
    "request_starter",
    "resume",
    "settle_talk",
    "sign_agreement",
    "withdraw_proposal",
    "withdraw_request",
]
