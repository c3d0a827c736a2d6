"""Registers technical users and batch channels on the Belgian social security portal, exactly once each."""

__version__ = "0.1.0"
