"""Several annotators at one report: their versions, settling, agreement."""
