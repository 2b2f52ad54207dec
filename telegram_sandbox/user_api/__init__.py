"""The users' side of the server over HTTP, below `/sandbox`: for the page and the test client.

Each module lists its paths.
"""
