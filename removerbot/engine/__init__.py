"""When and where models run."""
