import type { Geometry, Position } from 'geojson';
import { ProcessError } from '#lib/process/error.ts';
import { positionsOf } from './degrees.ts';

/** Metres, and degrees from end to end: beyond them the plane in which turf measures is too far from the globe. */
export const farthest = 1_000_000;
export const widest = 60;

/** Refuses geometries that are too wide to be measured in one plane. */
export function checkWidth(geometry: Geometry): void {
  for (const part of partsOf(geometry)) {
    const positions = positionsOf(part);
    const width = Math.max(extentOf(positions, 0), extentOf(positions, 1));
    if (width <= widest) continue;
    throw new ProcessError(
      `The geometry is ${rounded(width)} degrees wide; its area is right only where it is at most ${widest}.`,
      { status: 400 },
    );
  }
}

/** Refuses areas that cross the antimeridian, as those around a pole do: their rings jump there (RFC 7946, 3.1.9). */
export function checkCrossing(area: Geometry): void {
  for (const ring of partsOf(area).flatMap(ringsOf)) {
    const jump = ring.find(([x = 0], index) => Math.abs(x - (ring[index - 1]?.[0] ?? x)) > 180);
    if (!jump) continue;
    throw new ProcessError(
      `The area crosses the antimeridian at latitude ${rounded(jump[1] ?? 0)}, or holds a pole; this process does not cut it there.`,
      { status: 400 },
    );
  }
}

function partsOf(geometry: Geometry): readonly Geometry[] {
  return geometry.type === 'GeometryCollection' ? geometry.geometries.flatMap(partsOf) : [geometry];
}

function ringsOf(area: Geometry): readonly (readonly Position[])[] {
  if (area.type === 'Polygon') return area.coordinates;
  return area.type === 'MultiPolygon' ? area.coordinates.flat() : [];
}

function extentOf(positions: readonly Position[], axis: 0 | 1): number {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { [axis]: value = 0 } of positions) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return most - least;
}

function rounded(degrees: number): number {
  return Number(degrees.toFixed(2));
}
