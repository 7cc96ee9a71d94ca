"""Postcodes, municipalities, districts and distances in Germany, held in memory."""
