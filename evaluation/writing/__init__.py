"""Lies and honest rewordings that a language model might write, and whether explain's check tells them apart."""
