import type { MultiPolygon, Polygon } from 'geojson';

/** A closed ring in columns and rows of a raster, counted from the outer corner of its first cell. */
export type Ring = readonly (readonly [column: number, row: number])[];

/** The rings of a zone; holes need no mark, because an even number of rings around a cell means outside. */
export function ringsOf(
  zone: Polygon | MultiPolygon,
  toCells: (x: number, y: number) => readonly [column: number, row: number],
): readonly Ring[] {
  const polygons = zone.type === 'Polygon' ? [zone.coordinates] : zone.coordinates;
  return polygons.flat().map((ring) => ring.map(([x = 0, y = 0]) => toCells(x, y)));
}

/**
 * The cells of a row whose centres lie within the rings, as pairs of the first column and the one after the last. A
 * centre exactly on an edge belongs to one side of it only, so zones that share an edge share no cell.
 */
export function spansOf(rings: readonly Ring[], row: number): readonly (readonly [number, number])[] {
  const crossings = rings.flatMap((ring) => crossingsOf(ring, row + 0.5)).sort((one, other) => one - other);
  const columns = crossings.map((column) => Math.ceil(column - 0.5));
  return Array.from({ length: columns.length >> 1 }, (_, pair) => [
    columns[2 * pair] ?? 0,
    columns[2 * pair + 1] ?? 0,
  ]);
}

function crossingsOf(ring: Ring, y: number): readonly number[] {
  return ring.slice(1).flatMap(([x2, y2], index) => {
    const [x1, y1] = ring[index] ?? [x2, y2];
    return y1 <= y !== y2 <= y ? [x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)] : [];
  });
}

export interface Window {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The cells of a raster that the rings may touch; without width or height where they lie outside. */
export function windowOf(rings: readonly Ring[], width: number, height: number): Window {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (const [column, row] of rings.flat()) {
    left = Math.min(left, Math.floor(column));
    top = Math.min(top, Math.floor(row));
    right = Math.max(right, Math.ceil(column));
    bottom = Math.max(bottom, Math.ceil(row));
  }
  return {
    left: Math.max(left, 0),
    top: Math.max(top, 0),
    right: Math.min(right, width),
    bottom: Math.min(bottom, height),
  };
}
