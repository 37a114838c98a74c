import type { Feature } from 'geojson';
import Papa from 'papaparse';
import { ProcessError } from '#lib/process/error.ts';
import { columnsOf } from './convert.columns.ts';
import { fromWkt, toWkt } from './convert.wkt.ts';

/**
 * The rows of a CSV as features. A column whose cells all read as JSON numbers, or all as true and false, becomes that;
 * empty cells are null.
 *
 * @throws ProcessError that names the row, counted from 1 after the header, and the column.
 */
export function fromCsv(text: string, geometryColumn: string): readonly Feature[] {
  const [header = [], ...rows] = tableOf(text);
  const at = header.indexOf(geometryColumn);
  if (at < 0) {
    throw refusal(
      `The CSV has no column \`${geometryColumn}\`; its columns are ${header.join(', ') || 'none'}. ` +
        'Name the one with the geometries as `geometryColumn`.',
    );
  }
  const known = new Set<string>();
  const twice = header.find((name) => known.size === known.add(name).size);
  if (twice !== undefined) throw refusal(`The CSV has two columns \`${twice}\`. Rename one of them.`);
  const filled = rows
    .map((cells, index) => ({ cells, row: index + 1 }))
    .filter(({ cells }) => !isBlank(cells));
  const uneven = filled.find(({ cells }) => cells.length !== header.length);
  if (uneven) {
    const { row, cells } = uneven;
    throw refusal(`Row ${row} has ${cells.length} cells; the header has ${header.length}.`);
  }
  const readers = header.map((_, column) => readerOf(filled.map(({ cells }) => cells[column] ?? '')));
  return filled.map(({ cells, row }) => ({
    type: 'Feature',
    geometry: fromWkt(cells[at] ?? '', `Row ${row}, column \`${geometryColumn}\`,`),
    properties: Object.fromEntries(
      header.flatMap((name, column) =>
        column === at ? [] : [[name, readers[column]?.(cells[column] ?? '') ?? null]],
      ),
    ),
  }));
}

/** A row for each feature, the geometry in the last column. Objects and arrays are written as JSON. */
export function toCsv(features: readonly Feature[], geometryColumn: string): string {
  const names = columnsOf(features).map(({ name }) => name);
  if (names.includes(geometryColumn)) {
    throw refusal(
      `The features have a property \`${geometryColumn}\`, as the column of geometries is called. ` +
        'Name another one as `geometryColumn`.',
    );
  }
  const rows = features.map(({ properties, geometry }, index) => [
    ...names.map((name) => toCell(properties?.[name])),
    toWkt(geometry, `Feature ${index + 1}`),
  ]);
  return `${Papa.unparse({ fields: [...names, geometryColumn], data: rows }, { newline: '\r\n' })}\r\n`;
}

function tableOf(text: string): readonly string[][] {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: ',' });
  const [error] = errors;
  if (error === undefined) return data;
  const where = error.row === undefined || error.row === 0 ? 'The header' : `Row ${error.row}`;
  throw refusal(`${where} of the CSV cannot be read (${error.message.replace(/\.$/, '')}).`);
}

/** An empty line. */
function isBlank(cells: readonly string[]): boolean {
  return cells.length === 1 && cells[0] === '';
}

type Reader = (cell: string) => string | number | boolean | null;

function readerOf(cells: readonly string[]): Reader {
  const filled = cells.filter((cell) => cell !== '');
  if (filled.every(isNumber)) return (cell) => (cell === '' ? null : Number(cell));
  if (filled.every((cell) => cell === 'true' || cell === 'false')) {
    return (cell) => (cell === '' ? null : cell === 'true');
  }
  return (cell) => (cell === '' ? null : cell);
}

/** As JSON writes numbers, so that a postcode such as 01234 stays text; and no more digits than a number keeps. */
function isNumber(cell: string): boolean {
  if (!/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(cell)) return false;
  const number = Number(cell);
  return Number.isFinite(number) && (/[.eE]/.test(cell) || String(number) === cell);
}

function toCell(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function refusal(message: string): ProcessError {
  return new ProcessError(message, { status: 400 });
}
