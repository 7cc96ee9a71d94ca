"""Stuhlkreis: a platform for self-help contact points in Germany."""
