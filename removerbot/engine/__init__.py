"""Schedules the model and the decoders of image files, in this process or on a cluster."""
