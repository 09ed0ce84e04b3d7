"""Living demo data: an invented hospital's story, told through actions."""
