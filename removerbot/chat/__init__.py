"""All that is Telegram: the only package that imports `telegram`."""
