import { isObject, type Members } from './reading.ts';

/** A schema of a description, of which nothing is certain. */
type Schema = Members;

/** A value that a published schema allows, as simple as can be. */
export function sampleOf(schema: Schema): unknown {
  const { example, default: standard } = schema;
  if (example !== undefined) return example;
  if (standard !== undefined) return standard;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const format = semanticFormatOf(schema);
  if (format !== undefined) return format;
  for (const keyword of ['oneOf', 'anyOf', 'allOf'] as const) {
    const [first] = schemasOf(schema, keyword);
    if (first) {
      return sampleOf(keyword === 'allOf' ? Object.assign({}, ...schemasOf(schema, keyword)) : first);
    }
  }
  if (schema.type === 'string') return textOf(schema);
  if (schema.type === 'number' || schema.type === 'integer') return numberOf(schema);
  if (schema.type === 'boolean') return true;
  if (schema.type === 'array') return arrayOf(schema);
  return objectOf(schema);
}

/** A value that a schema of one scalar type forbids; absent where the schema is none. */
export function wrongOf(schema: Schema): unknown {
  if (schema.type === 'number' || schema.type === 'integer') return 'no number';
  if (schema.type === 'boolean') return 'no boolean';
  return undefined;
}

/** The schemas under `oneOf` and its kin. */
export function schemasOf(schema: Schema, keyword: 'oneOf' | 'anyOf' | 'allOf'): readonly Schema[] {
  const list = schema[keyword];
  return Array.isArray(list) ? list.filter(isObject) : [];
}

/** Whether a schema is for binary values, which are base64 in JSON. */
export function isBinary({ type, format, contentEncoding }: Schema): boolean {
  return (
    type === 'string' && (format === 'byte' || contentEncoding === 'base64' || contentEncoding === 'binary')
  );
}

/** Whether a schema is for bounding boxes. */
export function isBbox(schema: Schema): boolean {
  const formats = [schema, ...schemasOf(schema, 'allOf')].map(({ format }) => shortCodeOf(format));
  return formats.includes('ogc-bbox') || (isObject(schema.properties) && 'bbox' in schema.properties);
}

const point = { type: 'Point', coordinates: [5.1, 52.1] };
const feature = { type: 'Feature', properties: {}, geometry: point };
const semantic: Readonly<Record<string, unknown>> = {
  'ogc-bbox': { bbox: [5, 52, 5.2, 52.2] },
  'geojson-geometry': point,
  'geojson-feature': feature,
  'geojson-feature-collection': { type: 'FeatureCollection', features: [feature] },
};

function semanticFormatOf(schema: Schema): unknown {
  if (isBbox(schema)) return semantic['ogc-bbox'];
  const codes = [schema, ...schemasOf(schema, 'allOf')].map(({ format }) => shortCodeOf(format));
  return codes.map((code) => semantic[code]).find((value) => value !== undefined);
}

function shortCodeOf(format: unknown): string {
  return (
    String(format ?? '')
      .split('/')
      .at(-1) ?? ''
  );
}

function textOf(schema: Schema): string {
  if (isBinary(schema)) return 'Y29uZm9ybWFuY2U=';
  if (String(schema.contentMediaType ?? '').includes('xml')) return '<conformance/>';
  const byFormat: Readonly<Record<string, string>> = {
    'date-time': '2026-01-31T12:00:00Z',
    date: '2026-01-31',
    uri: 'https://example.org/',
    email: 'someone@example.org',
    uuid: '00000000-0000-4000-8000-000000000000',
  };
  const text = byFormat[String(schema.format)] ?? 'conformance';
  return text.padEnd(Number(schema.minLength ?? 0), 'x');
}

function numberOf({ minimum, maximum, exclusiveMinimum, multipleOf, type }: Schema): number {
  const step = typeof multipleOf === 'number' ? multipleOf : 1;
  if (typeof minimum === 'number') {
    const least = type === 'integer' ? Math.ceil(minimum) : minimum;
    return exclusiveMinimum === true ? least + step : least;
  }
  return typeof maximum === 'number' ? Math.min(step, maximum - step) : step;
}

function arrayOf({ items, minItems = 1 }: Schema): unknown[] {
  const item = isObject(items) ? items : {};
  return Array.from({ length: Math.max(1, Number(minItems)) }, () => sampleOf(item));
}

function objectOf({ properties, required }: Schema): Members {
  const names = Array.isArray(required) ? required.map(String) : [];
  const all = isObject(properties) ? properties : {};
  return Object.fromEntries(
    names.map((name) => {
      const property = all[name];
      return [name, isObject(property) ? sampleOf(property) : 'conformance'];
    }),
  );
}
