"""What a person may be allowed to do, as words the whole program shares."""

from enum import StrEnum


class Permission(StrEnum):
    """One right; `network.roles` says which role has it where."""

    SEE_DESK = "see_desk"
    EDIT_GROUPS = "edit_groups"
    IMPORT_GROUPS = "import_groups"
    EDIT_FOUNDINGS = "edit_foundings"
    REQUEST_STARTERS = "request_starters"
    ASSIGN_STARTERS = "assign_starters"
    EDIT_STARTERS = "edit_starters"
    SEE_FIGURES = "see_figures"
    EDIT_SETTINGS = "edit_settings"
    INVITE_COLLEAGUES = "invite_colleagues"
    SEE_FEDERATION = "see_federation"
    ADMINISTER = "administer"
