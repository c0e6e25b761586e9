"""Other people's tools on the same data, each a program of its own in an environment of its own (build/bench/venv)."""
