"""SAM on PyTorch: ViT-B, ViT-L and ViT-H, on a GPU or the CPU."""
