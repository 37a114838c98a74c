import { Geometry } from '#lib/ogc/geojson.ts';
import { ProcessError } from '#lib/process/error.ts';
import { positionsOf } from './degrees.ts';

/** Holds what was read to GeoJSON: closed rings, numbers that are finite. `where` begins the sentence that refuses. */
export function checked(geometry: unknown, where: string): Geometry {
  const { data, error } = Geometry.safeParse(geometry);
  if (data) return data;
  const reason = error?.issues[0]?.message.replace(/\.$/, '') ?? 'it is empty';
  throw new ProcessError(`${where} has no geometry that GeoJSON knows (${reason}).`, { status: 400 });
}

/** Holds positions to two numbers each, or to three each: neither WKT nor FlatGeobuf mixes them. */
export function even(geometry: Geometry, where: string): Geometry {
  const lengths = new Set(positionsOf(geometry).map(({ length }) => length));
  if (lengths.size <= 1 && Math.max(0, ...lengths) <= 3) return geometry;
  const fault =
    Math.max(...lengths) > 3 ? 'positions of more than three numbers' : 'heights at some positions only';
  throw new ProcessError(`${where} has ${fault}, which this format cannot say.`, { status: 400 });
}
