"""The process: its logs, metrics and health, its processors and its memory."""
