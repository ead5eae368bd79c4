"""What was proposed read together with what was decided; it knows `model` alone."""
