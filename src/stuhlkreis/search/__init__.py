"""The public search over released groups."""
