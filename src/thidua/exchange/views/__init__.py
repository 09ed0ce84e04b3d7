"""Pages of parcels and partners."""
