"""Measures Kaya beside other relays: what is asked, who answers, what it cost, and what that must not exceed."""
