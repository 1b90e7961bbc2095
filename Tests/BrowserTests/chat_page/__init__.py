"""The chat page in three browser engines: what drives it, what misbehaves around it, and what it promises."""
