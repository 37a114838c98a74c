/** A JSON value as people read it, and whether that is all of it. */
export interface Pretty {
  readonly text: string;
  readonly whole: boolean;
}

/** Characters that a list or an object may take to stand on one line. */
const width = 76;

/**
 * A JSON value over several lines, of which what is short, such as a position, takes only one. After `limit` characters
 * it ends with the last whole line; whatever follows costs no time.
 */
export function pretty(value: unknown, limit: number): Pretty {
  let text = '';
  for (const piece of pieces(value, '')) {
    text += piece;
    if (text.length > limit) return { text: cut(text, limit), whole: false };
  }
  return { text, whole: true };
}

/** A text, or as many whole lines of it as `limit` characters hold. */
export function excerpt(text: string, limit: number): Pretty {
  return text.length > limit ? { text: cut(text, limit), whole: false } : { text, whole: true };
}

function cut(text: string, limit: number): string {
  const end = text.lastIndexOf('\n', limit);
  return text.slice(0, end > limit / 2 ? end : limit);
}

function* pieces(value: unknown, indent: string): Generator<string> {
  const short = inline(value, width);
  if (short !== undefined || typeof value !== 'object' || value === null) {
    yield short ?? JSON.stringify(value);
    return;
  }
  const isList = Array.isArray(value);
  const inner = `${indent}  `;
  let separator = isList ? '[\n' : '{\n';
  for (const [key, member] of Object.entries(value)) {
    yield `${separator}${inner}${isList ? '' : `${JSON.stringify(key)}: `}`;
    yield* pieces(member, inner);
    separator = ',\n';
  }
  yield `\n${indent}${isList ? ']' : '}'}`;
}

/** The value on one line; absent when it does not fit, which shows before all of it is written. */
function inline(value: unknown, room: number): string | undefined {
  if (typeof value === 'string' && value.length > room) return undefined;
  if (typeof value !== 'object' || value === null) {
    const text = JSON.stringify(value);
    return text.length > room ? undefined : text;
  }
  const isList = Array.isArray(value);
  const items: string[] = [];
  let left = room - 2;
  for (const [key, member] of Object.entries(value)) {
    const name = isList ? '' : `${JSON.stringify(key)}: `;
    const text = inline(member, left - name.length);
    if (text === undefined) return undefined;
    items.push(`${name}${text}`);
    left -= name.length + text.length + 2;
  }
  return isList ? `[${items.join(', ')}]` : `{${items.join(', ')}}`;
}
