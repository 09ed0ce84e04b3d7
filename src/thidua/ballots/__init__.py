"""Secret ballots: sealed while open, a list that anybody can add up afterwards."""
