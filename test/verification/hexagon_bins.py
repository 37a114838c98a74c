"""Counts of samples/earthquakes.geojson by H3 cell at resolution 3, made with Python's h3."""

import collections
import json
import pathlib

import h3

here = pathlib.Path(__file__).parent
points = json.loads((here / "../../samples/earthquakes.geojson").read_text())["features"]

counts = collections.Counter()
for point in points:
    longitude, latitude, *_ = point["geometry"]["coordinates"]
    counts[h3.latlng_to_cell(latitude, longitude, 3)] += 1

assert sum(counts.values()) == len(points) == 1707
(here / "hexagon-bins.json").write_text(json.dumps(dict(sorted(counts.items())), indent=2) + "\n")
