"""Each line says whether its rule speaks up (ruleid) or is silent (ok)."""

import json
import pickle

import joblib
import numpy as np
import pandas as pd
import yaml


def opened(file, data):
    # ruleid: loads-code
    pickle.load(file)
    # ruleid: loads-code
    pickle.loads(data)
    # ruleid: loads-code
    joblib.load(file)
    # ruleid: loads-code
    pd.read_pickle(file)
    # ruleid: loads-code
    np.load(file, allow_pickle=True)
    # ruleid: loads-code
    yaml.load(data)
    # ok: loads-code
    np.load(file)
    # ok: loads-code
    yaml.safe_load(data)
    # ok: loads-code
    json.loads(data)
    # ok: loads-code
    pickle.dumps(data)
