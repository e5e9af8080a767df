"""What Splink finds, run by itself in an environment of its own: reads documents as JSON, writes pairs as JSON.

Splink (Ministry of Justice, England and Wales) estimates without labels how much each agreement weighs, after Fellegi
and Sunter (1969). It brings pyarrow and duckdb, some 250 MB that nothing else here needs, and pyarrow changes how
pandas holds text: so it is no requirement, and `fraud_rivals` asks uv for it.
"""

import json
import sys

import pandas as pd
import splink.comparison_library as cl
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

LEAST, SEED = 0.001, 1
RECALL_OF_EXACT_KEYS = 0.3
MOST_SAMPLED = 1_000_000


def main() -> None:
    """Documents on standard input, as `fraud_rivals` writes them; pairs with their probability on the output."""
    documents = pd.DataFrame(json.load(sys.stdin))
    linker = Linker(DuckDBAPI().register(documents), _settings(), log_level="ERROR")
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [block_on("kind", "party", "number", "total")], recall=RECALL_OF_EXACT_KEYS
    )
    training.estimate_u_using_random_sampling(max_pairs=MOST_SAMPLED, seed=SEED)
    training.estimate_parameters_using_expectation_maximisation(block_on("kind", "total"))
    training.estimate_parameters_using_expectation_maximisation(block_on("kind", "party", "day"))
    found = linker.inference.predict(threshold_match_probability=LEAST).as_pandas_dataframe()
    json.dump(found[["unique_id_l", "unique_id_r", "match_probability"]].to_numpy().tolist(), sys.stdout)


def _settings() -> SettingsCreator:
    days = cl.AbsoluteDateDifferenceAtThresholds("day", input_is_string=True, metrics=["day"] * 2, thresholds=[3, 35])
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.ExactMatch("party"),
            cl.JaroWinklerAtThresholds("name", [0.9]),
            cl.JaroWinklerAtThresholds("number", [0.95, 0.85]),
            days,
            cl.ExactMatch("total").configure(term_frequency_adjustments=True),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("kind", "total"),
            block_on("kind", "party", "number"),
            block_on("kind", "party", "day"),
        ],
    )


if __name__ == "__main__":
    main()
