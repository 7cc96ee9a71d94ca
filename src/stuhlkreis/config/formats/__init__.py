"""How German dates are written and read."""
