"""Runs of hundreds of companies: what they take of memory, and what they leave behind."""
