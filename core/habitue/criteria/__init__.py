"""All rules and numbers that give statuses, scores and segments."""
