"""The stories that can be played; each knows its facts and its «must hold» rows."""
