"""Lists in public for comments, complaints with their terms, and holds that rest on a paper."""
