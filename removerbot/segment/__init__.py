"""The model side: photo in, SAM's candidates out, behind `base.Segmenter`."""
