"""Which types a skops file may name. The list lives here, is never read from a file, and is looked at before skops is.

It is narrower than what skops itself trusts. Left out on purpose, though scikit-learn knows them: functions, methods,
partials and whatever calls them (code by another name); GradientBoosting, SVM and neighbours (compiled code that takes
sizes from the file on trust); anything that reads files or starts other programs.
"""

from importlib.metadata import version

ESTIMATORS = frozenset(
    {
        "sklearn.pipeline.Pipeline",
        "sklearn.pipeline.FeatureUnion",
        "sklearn.compose._column_transformer.ColumnTransformer",
        "sklearn.frozen._frozen.FrozenEstimator",
        # Inputs: scaled, filled, encoded; all of it arithmetic on arrays.
        "sklearn.preprocessing._data.StandardScaler",
        "sklearn.preprocessing._data.MinMaxScaler",
        "sklearn.preprocessing._data.MaxAbsScaler",
        "sklearn.preprocessing._data.RobustScaler",
        "sklearn.preprocessing._data.QuantileTransformer",
        "sklearn.preprocessing._data.PowerTransformer",
        "sklearn.preprocessing._polynomial.PolynomialFeatures",
        "sklearn.preprocessing._discretization.KBinsDiscretizer",
        "sklearn.preprocessing._encoders.OneHotEncoder",
        "sklearn.preprocessing._encoders.OrdinalEncoder",
        "sklearn.preprocessing._function_transformer.FunctionTransformer",  # "passthrough" only: functions are refused
        "sklearn.preprocessing._label.LabelEncoder",
        "sklearn.preprocessing._label.LabelBinarizer",
        "sklearn.impute._base.SimpleImputer",
        "sklearn.impute._base.MissingIndicator",
        "sklearn.feature_selection._variance_threshold.VarianceThreshold",
        "sklearn.feature_extraction.text.HashingVectorizer",
        "sklearn.feature_extraction.text.TfidfTransformer",
        # Linear, and simple ones to compare with.
        "sklearn.linear_model._logistic.LogisticRegression",
        "sklearn.linear_model._logistic.LogisticRegressionCV",
        "sklearn.linear_model._base.LinearRegression",
        "sklearn.linear_model._ridge.Ridge",
        "sklearn.linear_model._ridge.RidgeClassifier",
        "sklearn.naive_bayes.GaussianNB",
        "sklearn.naive_bayes.MultinomialNB",
        "sklearn.naive_bayes.ComplementNB",
        "sklearn.naive_bayes.BernoulliNB",
        "sklearn.dummy.DummyClassifier",
        # Trees: their nodes are checked number by number before they are built, see `formats.trees`.
        "sklearn.tree._classes.DecisionTreeClassifier",
        "sklearn.tree._classes.DecisionTreeRegressor",
        "sklearn.tree._classes.ExtraTreeClassifier",
        "sklearn.tree._classes.ExtraTreeRegressor",
        "sklearn.ensemble._forest.RandomForestClassifier",
        "sklearn.ensemble._forest.ExtraTreesClassifier",
        "sklearn.ensemble._iforest.IsolationForest",
        "sklearn.ensemble._hist_gradient_boosting.gradient_boosting.HistGradientBoostingClassifier",
        # Chances made honest.
        "sklearn.calibration.CalibratedClassifierCV",
        "sklearn.calibration._CalibratedClassifier",
        "sklearn.calibration._SigmoidCalibration",
        "sklearn.calibration._TemperatureScaling",
        "sklearn.isotonic.IsotonicRegression",
    }
)
PARTS = frozenset(
    {
        # What a fitted HistGradientBoosting consists of.
        "sklearn.ensemble._hist_gradient_boosting.binning._BinMapper",
        "sklearn.ensemble._hist_gradient_boosting.predictor.TreePredictor",
        "sklearn._loss.loss.HalfBinomialLoss",
        "sklearn._loss.link.LogitLink",
        "sklearn._loss.link.HalfLogitLink",
        "sklearn._loss.link.Interval",
    }
)
OURS = frozenset({"ml_models.hsn_words.estimator.NearestPhrases", "ml_models.receipt_fields.estimator.ReceiptFields"})
"""Estimators of this repository, by exact name."""

OBJECTS = ESTIMATORS | PARTS | OURS
LOSSES = frozenset({"sklearn._loss._loss.CyHalfBinomialLoss"})
TREE = "sklearn.tree._tree.Tree"
NUMBERS = frozenset(
    f"numpy.{name}"
    for name in (
        "bool",
        "int8",
        "int16",
        "int32",
        "int64",
        "uint8",
        "uint16",
        "uint32",
        "uint64",
        "float32",
        "float64",
        "str_",
    )
)
TYPES = frozenset({"builtins.str", "builtins.int", "builtins.float", "builtins.bool", "builtins.NoneType"}) | NUMBERS
ARRAYS = frozenset({"numpy.ndarray"}) | NUMBERS
RANDOM = frozenset({"numpy.random._generator.Generator", "numpy.random.mtrand.RandomState"})
BIT_GENERATORS = frozenset({"PCG64", "MT19937"})

LIBRARIES = ("scikit-learn", "skops", "spacy", "thinc")
"""Whose files are read only by the minor version that wrote them: they promise nothing across minor versions."""


def trusted() -> list[str]:
    """Everything above, as skops wants to be told."""
    plain = {"builtins.dict", "builtins.list", "builtins.tuple", "builtins.slice", "numpy.dtype", TREE}
    return sorted(OBJECTS | LOSSES | TYPES | ARRAYS | RANDOM | plain)


def minor_version(text: str) -> str:
    """`1.9` of `1.9.1`."""
    return ".".join(text.split(".")[:2])


def installed_minor(library: str) -> str:
    """The minor version of `library` that this process loads with."""
    return minor_version(version(library))
