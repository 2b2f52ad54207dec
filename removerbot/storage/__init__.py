"""Stores in SQL what has to outlive a restart."""
