/** Adds a member or an index to a JSON pointer (RFC 6901); a long one is cut, because pointers are shown to people. */
export function pointerTo(parent: string, key: string | number): string {
  const name = String(key);
  const short = name.length > 100 ? `${name.slice(0, 100)}…` : name;
  return `${parent}/${short.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** A JSON pointer as a list of problems has room for it: long keys are cut, and so is a long way. */
export function shortPointer(pointer: string): string {
  if (pointer.length <= 200) return pointer;
  const keys = pointer.split('/').map((key) => (key.length > 100 ? `${key.slice(0, 100)}…` : key));
  const short = keys.join('/');
  return short.length > 500 ? `${short.slice(0, 500)}…` : short;
}

/** What stands at a JSON pointer; absent where nothing does. */
export function valueAt(root: unknown, pointer: string): unknown {
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  return keys.reduce((value, key) => {
    const held = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
    return held ? (value as Record<string, unknown>)[key] : undefined;
  }, root);
}
