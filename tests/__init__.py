"""The tests. What they need of the outside is in `conftest.py`."""
