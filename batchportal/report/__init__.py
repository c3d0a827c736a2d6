"""The HTML report, and the advice that goes with each way in which a registration can fail."""
