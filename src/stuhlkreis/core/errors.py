"""The one base class of everything the domain refuses to do."""


class Refusal(Exception):  # noqa: N818 -- a refusal is an answer, not a failure
    """A request the rules do not allow; its text may be shown to the person who asked."""


class Forbidden(Refusal):
    """The person may not do this; the text says who may."""
