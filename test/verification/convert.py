"""
What GDAL makes of the files that the process convert writes, and files that GDAL writes for it to read. From
places.geojson and heights.geojson: `*-by-gdal.fgb`, written by GDAL with its index, and one place in
metres; and convert.json, what GDAL reads from `*-by-convert.fgb` and `*-by-convert.csv`, which
test/unit/processes/convert.test.ts holds to what the process writes.
"""

import json
import pathlib

import pyogrio
import shapely
from pyogrio.raw import read

here = pathlib.Path(__file__).parent


def as_gdal_reads(file, **options):
    meta, _, geometries, columns = read(file, **options)
    fields = dict(zip(meta["fields"].tolist(), columns))
    rows = []
    for index, wkb in enumerate(geometries):
        geometry = json.loads(shapely.to_geojson(shapely.from_wkb(wkb)))
        values = {name: column[index] for name, column in fields.items()}
        rows.append({"geometry": geometry, "properties": {name: plain(value) for name, value in values.items()}})
    return {"crs": meta["crs"], "types": dict(zip(fields, meta["dtypes"].tolist())), "features": rows}


def plain(value):
    if value is None or value != value:
        return None
    return value.item() if hasattr(value, "item") else value


results = {}
for name in ["places", "heights"]:
    given = pyogrio.read_dataframe(here / f"{name}.geojson")
    pyogrio.write_dataframe(given, here / f"{name}-by-gdal.fgb", driver="FlatGeobuf")
    results[name] = {
        "fgb": as_gdal_reads(here / f"{name}-by-convert.fgb"),
        "csv": as_gdal_reads(
            here / f"{name}-by-convert.csv",
            GEOM_POSSIBLE_NAMES="geometry",
            KEEP_GEOM_COLUMNS="NO",
            AUTODETECT_TYPE="YES",
        ),
    }

pyogrio.write_dataframe(
    pyogrio.read_dataframe(here / "places.geojson").head(1).to_crs(31985),
    here / "metres-by-gdal.fgb",
    driver="FlatGeobuf",
)
(here / "convert.json").write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n")
