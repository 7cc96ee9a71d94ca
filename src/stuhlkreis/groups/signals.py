"""What other modules may listen to. Sent inside the action's transaction.

A receiver may raise a `Refusal`; then nothing of the action is kept.
"""

from django.dispatch import Signal

# kwargs: group, here: State, there: State, on: date, at: datetime, by: User | None, because: str
group_moved = Signal()

# kwargs: contact_person, at: datetime, by: User | None
contact_person_added = Signal()
