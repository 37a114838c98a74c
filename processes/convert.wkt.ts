import { geoJSONToWkt, wktToGeoJSON } from 'betterknown';
import type { Geometry } from 'geojson';
import { ProcessError } from '#lib/process/error.ts';
import { checked, even } from './convert.geometry.ts';

/** Reads a geometry. `where` begins the sentence that refuses it, such as "Row 3". */
export function fromWkt(text: string, where: string): Geometry {
  const wkt = text.replace(/\s+/g, ' ').trim();
  const fault = faultIn(wkt);
  if (fault !== undefined) throw refusal(where, wkt, fault);
  let geometry: Geometry | null;
  try {
    geometry = wktToGeoJSON(wkt, {});
  } catch (cause) {
    throw refusal(where, wkt, cause instanceof Error ? cause.message : String(cause));
  }
  return checked(geometry, where);
}

/** Writes a geometry. `where` begins the sentence that refuses one that WKT cannot say. */
export function toWkt(geometry: Geometry, where: string): string {
  const wkt = geoJSONToWkt(even(geometry, where));
  if (!wkt.includes('()')) return wkt;
  throw new ProcessError(`${where} has a polygon without rings, which WKT cannot say within others.`, {
    status: 400,
  });
}

const word =
  /^(POINT|LINESTRING|POLYGON|MULTIPOINT|MULTILINESTRING|MULTIPOLYGON|GEOMETRYCOLLECTION)?(Z|M|ZM|EMPTY)?$/i;
const number = /^[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?$/;

/** What betterknown passes over: it reads numbers as far as they go, and stops where the geometry ends. */
function faultIn(wkt: string): string | undefined {
  if (wkt === '') return 'it is empty';
  const wrong = wkt
    .replace(/^SRID=4326;/i, '')
    .split(/[\s(),]+/)
    .find((token) => !word.test(token) && !number.test(token));
  if (wrong !== undefined) return `${inShort(wrong)} is neither a number nor a word of WKT`;
  let depth = 0;
  for (const { 0: bracket, index } of wkt.matchAll(/[()]/g)) {
    depth += bracket === '(' ? 1 : -1;
    if (depth <= 0 && index < wkt.length - 1) return 'it goes on after its end';
  }
  return depth > 0 ? 'a bracket is not closed' : undefined;
}

function refusal(where: string, wkt: string, reason: string): ProcessError {
  return new ProcessError(`${where} is ${inShort(wkt)}, which is no geometry in WKT (${reason}).`, {
    status: 400,
  });
}

function inShort(text: string): string {
  return `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`;
}
