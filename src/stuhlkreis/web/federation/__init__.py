"""Pages for a federation and for the administrator."""
