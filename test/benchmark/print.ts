/** Lines of a table; columns of numbers are aligned to the right. */
export function toTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const columns = header.map((title, column) => {
    const cells = rows.map((row) => row[column] ?? '');
    return {
      width: Math.max(title.length, ...cells.map(({ length }) => length)),
      isNumber: cells.every((cell) => /^[\d.]+$/.test(cell)),
    };
  });
  const line = (row: readonly string[]) =>
    columns
      .map(({ width, isNumber }, column) =>
        isNumber ? (row[column] ?? '').padStart(width) : (row[column] ?? '').padEnd(width),
      )
      .join('  ')
      .trimEnd();
  return [header, columns.map(({ width }) => '-'.repeat(width)), ...rows].map(line).join('\n');
}

/** Bytes as KB of 1,000 bytes. */
export function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}

export function ratio(value: number): string {
  return value.toFixed(2);
}
