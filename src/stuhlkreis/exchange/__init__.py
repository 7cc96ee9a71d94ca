"""Tables in and out: import and export of groups."""
