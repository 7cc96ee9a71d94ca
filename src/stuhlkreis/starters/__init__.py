"""Trained volunteers who help a group find together, for a limited time."""
