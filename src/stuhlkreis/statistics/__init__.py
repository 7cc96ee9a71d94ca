"""Figures with their definitions, and the yearly report."""
