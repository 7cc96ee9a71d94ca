"""Who looks for a group: interest lists and foundings."""
