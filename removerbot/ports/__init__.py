"""What the use cases need from the outside, and the values that cross that line.

`engine`, `store` and `chat` implement these; `wiring` puts them together.
"""
