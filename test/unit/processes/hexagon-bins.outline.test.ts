import type { Polygon, Position } from 'geojson';
import { cellToBoundary, cellToChildren, getRes0Cells, latLngToCell } from 'h3-js';
import { expect, test } from 'vitest';
import { outline } from '#processes/hexagon-bins.outline.ts';

const everyCell = getRes0Cells().flatMap((cell) => [cell, ...cellToChildren(cell, 2)]);

test('a cell away from the antimeridian is one closed ring of longitudes and latitudes', () => {
  const cell = latLngToCell(52.09, 5.12, 3);

  expect(outline(cell)).toEqual({ type: 'Polygon', coordinates: [cellToBoundary(cell, true)] });
});

test('a cell on the antimeridian is cut in two', () => {
  const { type, coordinates } = outline(latLngToCell(-16.2, 179.9, 3));

  expect(type).toBe('MultiPolygon');
  expect(coordinates).toHaveLength(2);
});

test.each([90, -90])('the cell at latitude %i reaches the pole at every longitude', (latitude) => {
  const rings = ringsOf(latLngToCell(latitude, 0, 0));

  const atPole = rings.flat().filter(([, y]) => y === latitude);
  expect(Math.min(...atPole.map(([x = 0]) => x))).toBe(-180);
  expect(Math.max(...atPole.map(([x = 0]) => x))).toBe(180);
});

test('every ring on earth is closed, counter-clockwise and within 180 degrees', () => {
  for (const cell of everyCell) {
    for (const ring of ringsOf(cell)) {
      expect(ring.at(-1), cell).toEqual(ring[0]);
      expect(areaOf(ring), cell).toBeGreaterThan(0);
      expect(Math.max(...ring.map(([x = 0]) => Math.abs(x))), cell).toBeLessThanOrEqual(180);
    }
  }
});

test('the cells of a resolution cover the whole map, and no place twice', () => {
  const area = everyCell.flatMap(ringsOf).reduce((total, ring) => total + areaOf(ring), 0);

  // All cells of resolution 0 and all of resolution 2; in degrees, chords of great circles differ a little.
  expect(area / 2 / (360 * 180)).toBeCloseTo(1, 2);
});

function ringsOf(cell: string): Position[][] {
  const { type, coordinates } = outline(cell);
  const polygons: Polygon['coordinates'][] = type === 'Polygon' ? [coordinates] : coordinates;
  return polygons.flat();
}

function areaOf(ring: readonly Position[]): number {
  return ring.slice(1).reduce((total, [x2 = 0, y2 = 0], index) => {
    const [x1 = 0, y1 = 0] = ring[index] ?? [];
    return total + (x1 * y2 - x2 * y1) / 2;
  }, 0);
}
