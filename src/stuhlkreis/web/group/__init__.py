"""Pages for the contact person of a group."""
