"""Times the same statistics in other people's programs. Reads item,annotator,label; prints one JSON document."""

import json
import sys
import time

import numpy
import pandas

table = pandas.read_csv(sys.argv[1])
rounds = int(sys.argv[2])
said = {}


def timed(name, work):
    try:
        best = None
        for _ in range(3):
            begun = time.perf_counter()
            value = work()
            took = (time.perf_counter() - begun) * 1000
            best = took if best is None else min(best, took)
        said[name] = {"ms": best, "value": value}
    except ImportError as error:
        said[name] = {"missing": str(error)}


def counted():
    """Answers by item and label: what krippendorff takes without a column an annotator."""
    counts = numpy.zeros((table["item"].max() + 1, table["label"].max() + 1))
    numpy.add.at(counts, (table["item"].to_numpy(), table["label"].to_numpy()), 1)
    return counts


def by_krippendorff():
    import krippendorff

    return float(krippendorff.alpha(value_counts=counted(), level_of_measurement="nominal"))


def by_irrcac():
    from irrCAC.raw import CAC

    seats = table.groupby("item").cumcount()
    wide = table.assign(seat=seats).pivot(index="item", columns="seat", values="label")
    return float(CAC(wide, digits=6).krippendorff()["est"]["coefficient_value"])


def rounds_of_crowdkit(count):
    from crowdkit.aggregation import DawidSkene

    named = table.rename(columns={"item": "task", "annotator": "worker"})
    begun = time.perf_counter()
    DawidSkene(n_iter=count).fit(named)
    return (time.perf_counter() - begun) * 1000


def by_crowdkit():
    """A round alone: many rounds less one."""
    return (rounds_of_crowdkit(rounds + 1) - rounds_of_crowdkit(1)) / rounds


timed("krippendorff", by_krippendorff)
timed("irrCAC", by_irrcac)
try:
    said["crowd-kit"] = {"ms": by_crowdkit(), "value": None}
except ImportError as error:
    said["crowd-kit"] = {"missing": str(error)}
json.dump(said, sys.stdout)
