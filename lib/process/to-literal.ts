const width = 110;

/** A JSON value as TypeScript source, formatted as Biome would. */
export function toLiteral(value: unknown, depth = 0, used = 0): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return toArray(value, depth, used);
  if (typeof value === 'object' && value !== null) return toObject(value, depth);
  return String(value);
}

/** A member's name, in quotes only where it needs them. */
export function toPropertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}

function toObject(value: object, depth: number): string {
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  if (entries.length === 0) return '{}';
  const indent = '  '.repeat(depth + 1);
  const members = entries.map(([name, member]) => {
    const start = `${indent}${toPropertyName(name)}:`;
    const literal = toLiteral(member, depth + 1, start.length + 2);
    const fits = typeof member !== 'string' || start.length + literal.length + 2 <= width;
    return `${start}${fits ? ' ' : `\n${indent}  `}${literal},\n`;
  });
  return `{\n${members.join('')}${'  '.repeat(depth)}}`;
}

function toArray(values: readonly unknown[], depth: number, used: number): string {
  const literals = values.map((value) => toLiteral(value, depth + 1, 2 * depth + 2));
  const line = `[${literals.join(', ')}]`;
  const isTable = values.length > 1 && values.every((value) => Array.isArray(value) && value.length > 1);
  if (!isTable && !line.includes('\n') && used + line.length < width) return line;
  const indent = '  '.repeat(depth + 1);
  return `[\n${literals.map((literal) => `${indent}${literal},\n`).join('')}${'  '.repeat(depth)}]`;
}

function quoted(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  const singles = inner.split("'").length;
  const doubles = inner.split('"').length;
  return singles > doubles ? `"${inner.replaceAll('"', '\\"')}"` : `'${inner.replaceAll("'", "\\'")}'`;
}
