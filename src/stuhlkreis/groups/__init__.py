"""Self-help groups, their meetings, contact persons and consents."""
