"""Proposals read together with the decisions on them; it knows `model` alone."""
