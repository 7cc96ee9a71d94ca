"""Contact points, federations, who works where in which role, and each office's settings."""
