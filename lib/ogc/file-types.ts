import { mediaTypes } from './media-types.ts';

/** Media types of files by their extension; for a media type that stands twice, the first is its extension. */
const types: Readonly<Record<string, string>> = {
  geojson: mediaTypes.geojson,
  json: mediaTypes.json,
  tif: 'image/tiff',
  tiff: 'image/tiff',
  png: 'image/png',
  jpg: 'image/jpeg',
  txt: mediaTypes.text,
  md: 'text/markdown; charset=utf-8',
  csv: 'text/csv',
  html: mediaTypes.html,
  xml: 'application/xml',
  gml: 'application/gml+xml',
  pdf: 'application/pdf',
  zip: 'application/zip',
  gpkg: 'application/geopackage+sqlite3',
  fgb: 'application/vnd.flatgeobuf',
  parquet: 'application/vnd.apache.parquet',
  nc: 'application/netcdf',
};

export function mediaTypeOf(fileName: string): string {
  const extension = fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase();
  return (Object.hasOwn(types, extension) ? types[extension] : undefined) ?? mediaTypes.binary;
}

/** A file name for a value of this media type, such as `bins.geojson`. */
export function fileNameFor(name: string, mediaType: string): string {
  const essence = mediaType.split(';')[0]?.trim().toLowerCase();
  const extension = Object.keys(types).find((key) => types[key] === essence);
  return extension === undefined ? name : `${name}.${extension}`;
}
