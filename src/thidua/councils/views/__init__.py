"""The pages of councils: lists and settings, and the secretary's console."""
