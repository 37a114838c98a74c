"""
Statistics of samples/olinda-dem.tif by the zones of samples/olinda-zones.geojson, made with rasterstats (GDAL's
rasteriser) and checked here against shapely, pixel by pixel. Also of the same raster stored another way: in compressed
tiles, with the sea (0 m) as "no data"; that file is kept as olinda-land.tif.
"""

import json
import pathlib

import numpy
import rasterio
import shapely
from rasterstats import zonal_stats

here = pathlib.Path(__file__).parent
zones = json.loads((here / "../../samples/olinda-zones.geojson").read_text())["features"]
names = ["count", "min", "max", "mean"]


def by_rasterstats(file, nodata):
    with rasterio.open(file) as raster:
        values, transform = raster.read(1), raster.transform
    # The array, not the file: from a file without "no data", rasterstats 0.21 counts what lies outside as zeros.
    found = zonal_stats(zones, values, affine=transform, nodata=nodata, stats=names)
    return [{name: row[name] for name in names if row[name] is not None} for row in found]


def by_shapely(file):
    with rasterio.open(file) as raster:
        values = raster.read(1, masked=True)
        rows, columns = numpy.indices(values.shape)
        x, y = raster.transform * (columns + 0.5, rows + 0.5)
    for zone in zones:
        inside = values[shapely.contains_xy(shapely.geometry.shape(zone["geometry"]), x, y)].compressed()
        row = {"count": inside.size}
        if inside.size > 0:
            row |= {"min": inside.min(), "max": inside.max(), "mean": inside.mean(dtype="float64")}
        yield row


def write_land():
    with rasterio.open(here / "../../samples/olinda-dem.tif") as raster:
        profile = raster.profile | {
            "dtype": "int16",
            "nodata": 0,
            "tiled": True,
            "blockxsize": 32,
            "blockysize": 32,
            "compress": "deflate",
            "predictor": 2,
        }
        with rasterio.open(here / "olinda-land.tif", "w", **profile) as land:
            land.write(raster.read(1).astype("int16"), 1)


write_land()
results = {}
for name, file, nodata in [
    ("olinda-dem", here / "../../samples/olinda-dem.tif", -999),
    ("olinda-land", here / "olinda-land.tif", 0),
]:
    results[name] = by_rasterstats(file, nodata)
    for one, other in zip(results[name], by_shapely(file), strict=True):
        assert one.keys() == other.keys(), (one, other)
        assert all(numpy.isclose(one[key], other[key], rtol=1e-9) for key in one), (one, other)

(here / "zonal-statistics.json").write_text(json.dumps(results, indent=2) + "\n")
