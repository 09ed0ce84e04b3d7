"""Pages of secret ballots: the voter's paper, the result, and the desk of who runs it."""
