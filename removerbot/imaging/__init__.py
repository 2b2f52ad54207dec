"""Pure values and functions: numpy, OpenCV and Pillow, no chat, no model, no database."""
