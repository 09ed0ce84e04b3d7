"""The story's chapters: what happened in a TOML file, its telling through actions beside it."""
