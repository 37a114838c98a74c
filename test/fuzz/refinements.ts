/**
 * What published schemas cannot say of shared kinds of values: a bounding box has four numbers or six, its south and lower
 * height first, and a linear ring ends where it begins.
 */
export function settled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(settled);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, settled(member)]));
  const { type, coordinates, bbox } = members;
  if (Array.isArray(bbox)) members.bbox = upright(bbox.length === 5 ? bbox.slice(0, 4) : bbox);
  if (Array.isArray(coordinates) && type === 'Polygon') members.coordinates = coordinates.map(closed);
  if (Array.isArray(coordinates) && type === 'MultiPolygon') {
    members.coordinates = coordinates.map((polygon) =>
      Array.isArray(polygon) ? polygon.map(closed) : polygon,
    );
  }
  return members;
}

/** Whether a value is so already, so that nothing but its schema can forbid it. */
export function isSettled(value: unknown): boolean {
  return JSON.stringify(settled(value)) === JSON.stringify(value);
}

/** Whether whole numbers are such as JSON in JavaScript holds exactly: beyond, an integer is refused. */
export function isExact(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isInteger(value) || Number.isSafeInteger(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(isExact);
}

function upright(box: readonly unknown[]): readonly unknown[] {
  if (!box.every((number) => typeof number === 'number')) return box;
  const half = box.length / 2;
  const ordered = [...box];
  for (let axis = 1; axis < half; axis += 1) {
    const [minimum = 0, maximum = 0] = [box[axis], box[axis + half]];
    ordered[axis] = Math.min(minimum, maximum);
    ordered[axis + half] = Math.max(minimum, maximum);
  }
  return ordered;
}

function closed(ring: unknown): unknown {
  return Array.isArray(ring) && ring.length > 1 ? [...ring.slice(0, -1), ring[0]] : ring;
}
