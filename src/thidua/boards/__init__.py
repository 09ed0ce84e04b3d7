"""The live board of a movement: rhythm by week, streaks, ranks and reminders."""
