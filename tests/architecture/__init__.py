"""The shape of the code, guarded by machine."""
