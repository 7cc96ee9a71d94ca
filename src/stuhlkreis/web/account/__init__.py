"""Log-in, log-out and where somebody belongs."""
