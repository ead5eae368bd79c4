"""One annotator at one report: what lies on the desk, the walk over it, the verbs that decide."""
