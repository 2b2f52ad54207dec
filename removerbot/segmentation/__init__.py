"""What a person means: prompts, ranking, refinement. Pure: it asks for decoder runs only."""
