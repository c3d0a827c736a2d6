"""Proof by killing: real registrations, killed at every point and at random, and what the portal says afterwards."""
