"""Update → use case → answer."""
