"""How good a model is, measured the same way for every model: intervals, calibration, slices, drift, cost."""
