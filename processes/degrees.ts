import type { Geometry, Position } from 'geojson';
import { ProcessError } from '#lib/process/error.ts';

/** Refuses positions that cannot be longitude and latitude: most often they are metres of a national grid. */
export function checkDegrees(positions: readonly Position[]): void {
  const wrong = positions.find((position) => !mayBeDegrees(position));
  if (!wrong) return;
  throw new ProcessError(`The position [${wrong.join(', ')}] is not in longitude and latitude.`, {
    status: 400,
  });
}

/** Longitudes up to 360, because some count from 0 to 360. */
export function mayBeDegrees([x = 0, y = 0]: Position): boolean {
  return Math.abs(x) <= 360 && Math.abs(y) <= 90;
}

/** Every position of a geometry, in order. */
export function positionsOf(geometry: Geometry): readonly Position[] {
  switch (geometry.type) {
    case 'Point':
      return [geometry.coordinates];
    case 'MultiPoint':
    case 'LineString':
      return geometry.coordinates;
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates.flat();
    case 'MultiPolygon':
      return geometry.coordinates.flat(2);
    case 'GeometryCollection':
      return geometry.geometries.flatMap(positionsOf);
  }
}
