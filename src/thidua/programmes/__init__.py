"""Work that a movement sets in motion: action programmes, directions, communication plans."""
