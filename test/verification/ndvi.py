"""
The vegetation index of samples/olinda-landsat.tif, computed with numpy: its statistics and histogram, where it lies, and
the value of every 50th cell in both directions.
"""

import json
import pathlib

import numpy
import rasterio

here = pathlib.Path(__file__).parent

with rasterio.open(here / "../../samples/olinda-landsat.tif") as raster:
    red, near_infrared = raster.read([3, 4]).astype("float64")
    place = {"epsg": raster.crs.to_epsg(), "bounds": list(raster.bounds), "shape": list(raster.shape)}

ndvi = ((near_infrared - red) / (near_infrared + red)).astype("float32")
edges = (numpy.arange(21) - 10) / 10

results = {
    "place": place,
    "statistics": {
        "count": ndvi.size,
        "min": float(ndvi.min()),
        "max": float(ndvi.max()),
        "mean": float(ndvi.mean(dtype="float64")),
        "vegetation": float((ndvi >= numpy.float32(0.3)).mean()),
        "histogram": numpy.histogram(ndvi, edges)[0].tolist(),
    },
    "cells": ndvi[::50, ::50].astype("float64").tolist(),
}
(here / "ndvi.json").write_text(json.dumps(results) + "\n")
