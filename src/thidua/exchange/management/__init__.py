"""Commands of parcels."""
