"""A starter's own pages."""
