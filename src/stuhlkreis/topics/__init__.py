"""The subjects groups meet about, the words people use for them, and what a query means."""
