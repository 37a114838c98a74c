"""
A walk through an OGC API – Processes server with OWSLib: `python walk.py http://127.0.0.1:8080`. It prints what it found
as JSON.
"""

import json
import sys
import time

import requests
from owslib.ogcapi.processes import Processes

api = Processes(sys.argv[1])
found = {}

# What does the server conform to, and what does its API definition say?
found["conformance"] = api.conformance()["conformsTo"]
found["openapi"] = api.api()["openapi"]

# What is on offer?
found["processes"] = [process["id"] for process in api.processes()]

# What does one of them take?
buffer = api.process("buffer")
found["inputs"] = {name: described["title"] for name, described in buffer["inputs"].items()}

# Execute it and wait. OWSLib asks for a document, in which each output stands under its id.
point = {"type": "Point", "coordinates": [5.1, 52.1]}
results = api.execute("buffer", inputs={"geometry": point, "distance": 100})
found["area"] = results["area"]["value"]

# Choose an output and its format; a raw answer is the output itself.
scene = {"href": f"{api.url}samples/olinda-landsat.tif", "type": "image/tiff; application=geotiff"}
found["ndvi"] = api.execute(
    "ndvi",
    inputs={"raster": scene, "red": 3, "nearInfrared": 4},
    outputs={"ndvi": {"format": {"mediaType": "application/json"}}},
    response="raw",
)

# Execute as a job. Its URL is in the header Location; OWSLib has no call for jobs, so ask with requests.
points = {"href": f"{api.url}samples/earthquakes.geojson"}
status = api.execute("hexagon-bins", inputs={"points": points, "resolution": 2}, async_=True)
job = api.response_headers["Location"]
found["job"] = {"accepted": status["status"]}

# Wait as long as the server says, and look again.
while status["status"] in ("accepted", "running"):
    response = requests.get(job, timeout=30)
    status = response.json()
    time.sleep(float(response.headers.get("Retry-After", 0)))
found["job"] |= {"finished": status["status"], "processID": status["processID"], "progress": status["progress"]}

# Fetch the results by the link in the status.
link = next(link for link in status["links"] if link["rel"] == "http://www.opengis.net/def/rel/ogc/1.0/results")
results = requests.get(link["href"], timeout=30).json()
hexagons = results["bins"]["value"]["features"]
found["hexagons"] = [len(hexagons), sum(hexagon["properties"]["count"] for hexagon in hexagons)]

# Dismiss the job: its results are gone.
found["job"]["dismissed"] = requests.delete(job, timeout=30).json()["status"]
found["job"]["results"] = requests.get(link["href"], timeout=30).status_code

# Whatever is wrong is an error that carries the server's words.
try:
    api.execute("buffer", inputs={"geometry": point, "distance": -7})
except RuntimeError as error:
    found["error"] = json.loads(str(error))["detail"]

print(json.dumps(found))
