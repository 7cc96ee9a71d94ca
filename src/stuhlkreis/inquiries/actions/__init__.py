"""What can be done with interests and foundings: one function per use case."""

from stuhlkreis.inquiries.actions.asking import leave_interest
from stuhlkreis.inquiries.actions.expiry import run_interest_expiry
from stuhlkreis.inquiries.actions.foundings import (
    Step,
    end_founding,
    follow_group,
    open_founding,
    plan_first_meeting,
    prepare_founding,
    start_founding,
)
from stuhlkreis.inquiries.actions.interests import (
    Contact,
    confirm_interest,
    confirm_interest_by_call,
    keep_interest,
    keep_interest_by_call,
    show_contact,
    withdraw_interest,
    withdraw_interest_by_call,
)
from stuhlkreis.inquiries.actions.inviting import invite, return_to_list

__all__ = [
    "Contact",
    "Step",
    "confirm_interest",
    "confirm_interest_by_call",
    "end_founding",
    "follow_group",
    "invite",
    "keep_interest",
    "keep_interest_by_call",
    "leave_interest",
    "open_founding",
    "plan_first_meeting",
    "prepare_founding",
    "return_to_list",
    "run_interest_expiry",
    "show_contact",
    "start_founding",
    "withdraw_interest",
    "withdraw_interest_by_call",
]
