"""Which types a model file may name. The list lives here and is never read from a file."""

BEYOND_SKOPS = (
    "sklearn.ensemble._hist_gradient_boosting.predictor.TreePredictor",
    "sklearn.tree._tree.Tree",
)
