import type { MultiPolygon, Polygon, Position } from 'geojson';
import { cellToBoundary } from 'h3-js';

type Ring = readonly Position[];

/**
 * The outline of an H3 cell in longitude and latitude, counter-clockwise. A cell that crosses the antimeridian or holds
 * a pole is cut there (RFC 7946, 3.1.9) and comes as several polygons.
 */
export function outline(cell: string): Polygon | MultiPolygon {
  const ring = closedOverPole(unwrapped(cellToBoundary(cell, true)));
  const parts = [0, -360, 360]
    .map((shift) => cutAt(180, cutAt(-180, moved(ring, shift), 'east'), 'west'))
    .filter((part) => part.length > 0);
  const [only, ...others] = parts.map((part) => [[...part]]);
  return only && others.length === 0
    ? { type: 'Polygon', coordinates: only }
    : { type: 'MultiPolygon', coordinates: parts.map((part) => [[...part]]) };
}

/** Longitudes without the jump at the antimeridian: each within 180 degrees of the one before. */
function unwrapped(ring: Ring): Ring {
  let previous = ring[0]?.[0] ?? 0;
  return ring.map(([longitude = 0, latitude = 0]) => {
    previous = longitude + 360 * Math.round((previous - longitude) / 360);
    return [previous, latitude];
  });
}

/** A ring that went around a pole ends 360 degrees from where it began: it is closed over the pole. */
function closedOverPole(ring: Ring): Ring {
  const [first, last] = [ring[0], ring.at(-1)];
  if (first?.[0] === undefined || last?.[0] === undefined || Math.abs(last[0] - first[0]) < 180) return ring;
  const pole = Math.sign(first[1] ?? 0) * 90;
  return [...ring, [last[0], pole], [first[0], pole], first];
}

function moved(ring: Ring, shift: number): Ring {
  return shift === 0 ? ring : ring.map(([longitude = 0, latitude = 0]) => [longitude + shift, latitude]);
}

/** What lies on one side of a meridian, as a closed ring; empty where nothing does. */
function cutAt(meridian: number, ring: Ring, side: 'east' | 'west'): Ring {
  const inside = ([longitude = 0]: Position) =>
    side === 'east' ? longitude >= meridian : longitude <= meridian;
  if (ring.every(inside)) return ring;
  const kept = ring.slice(1).flatMap((to, index) => {
    const from = ring[index] ?? to;
    const crossing = inside(from) === inside(to) ? [] : [crossingOf(meridian, from, to)];
    return inside(to) ? [...crossing, to] : crossing;
  });
  const [first] = kept;
  return first && kept.length > 2 ? [...kept, first] : [];
}

function crossingOf(meridian: number, [x1 = 0, y1 = 0]: Position, [x2 = 0, y2 = 0]: Position): Position {
  return [meridian, y1 + ((meridian - x1) / (x2 - x1)) * (y2 - y1)];
}
