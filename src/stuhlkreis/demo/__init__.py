"""The demo region and synthetic data, written through the actions only."""
