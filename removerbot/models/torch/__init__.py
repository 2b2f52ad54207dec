"""SAM's ViT models on torch, on a GPU or the CPU."""
