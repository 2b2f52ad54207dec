"""What the bot serves over HTTP: the page to tap photos on, and the API. The only importer of
Starlette and uvicorn beside the sandbox."""
