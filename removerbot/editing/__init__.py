"""The use cases: open a photo, point at it, refine, make stickers and packs."""
