import * as z from 'zod';
import * as geojson from '#lib/ogc/geojson.ts';
import { bbox } from '#lib/process/bbox.ts';
import { binary } from '#lib/process/binary.ts';
import { defineProcess } from '#lib/process/define.ts';
import { formats } from '#lib/process/formats.ts';
import { many } from '#lib/process/many.ts';

const imageTypes = ['image/tiff; application=geotiff', 'image/jp2'] as const;

const gml = z.string().meta({ contentMediaType: 'application/gml+xml; version=3.2' });

const values = {
  string: z.enum(['Value1', 'Value2', 'Value3']),
  measure: z.looseObject({
    measurement: z.number(),
    uom: z.string(),
    reference: z.string().meta({ format: 'uri' }).optional(),
  }),
  date: z.string().meta({ format: 'date-time' }),
  double: z.number().gt(0).max(10).meta({ format: 'double' }),
  array: z.array(z.int()).min(2).max(10),
  complexObject: z.looseObject({
    property1: z.string(),
    property2: z.string().meta({ format: 'uri' }).optional(),
    property3: z.number().optional(),
    property4: z.string().meta({ format: 'date-time' }).optional(),
    property5: z.boolean(),
  }),
  geometry: z.union([
    gml.meta({ contentSchema: 'http://schemas.opengis.net/gml/3.2.1/geometryBasic2d.xsd' }),
    geojson.Geometry,
  ]),
  featureCollection: formats({
    'application/gml+xml; version=3.2': z.string(),
    'application/vnd.google-earth.kml+xml': z
      .string()
      .meta({ contentSchema: 'https://schemas.opengis.net/kml/2.3/ogckml23.xsd' }),
    'application/geo+json': geojson.FeatureCollection,
  }),
};

const images = z.union(
  imageTypes.map((contentMediaType) =>
    z.string().meta({ format: 'byte', contentEncoding: 'base64', contentMediaType }),
  ),
);

/** The standard's own example of a process, with every kind of value that it knows (OGC 18-062r2, EchoProcess). */
export const echoAll = defineProcess({
  id: 'echo-all',
  version: '1.0.0',
  title: 'Echo of all kinds',
  description: 'Gives back every kind of input that the standard knows, each as an output of the same kind.',
  keywords: ['test', 'conformance'],
  jobControlOptions: ['sync-execute', 'async-execute', 'dismiss'],
  inputs: {
    stringInput: values.string.meta({ title: 'String', description: 'One of three.' }),
    measureInput: values.measure.meta({ title: 'Measure', description: 'A number with its unit.' }),
    dateInput: values.date.meta({ title: 'Date', description: 'A date and time, with its time zone.' }),
    doubleInput: values.double.default(5).meta({ title: 'Number', description: 'Above 0, up to 10.' }),
    arrayInput: values.array.meta({ title: 'Array', description: 'Two to ten integers, as one value.' }),
    complexObjectInput: values.complexObject.meta({
      title: 'Object',
      description: 'Members that are not named here are given back too.',
    }),
    geometryInput: many(values.geometry, { min: 2, max: 5 }).meta({
      title: 'Geometries',
      description: 'Two to five, each as GML or as GeoJSON.',
    }),
    boundingBoxInput: bbox().meta({ title: 'Bounding box' }),
    imagesInput: many(binary({ mediaTypes: imageTypes }), { max: 150 }).meta({
      title: 'Images',
      description: 'One to 150, such as the tiles of a map: GeoTIFF or JPEG 2000.',
    }),
    featureCollectionInput: values.featureCollection.meta({
      title: 'Feature collection',
      description: 'As GML, KML or GeoJSON.',
    }),
  },
  outputs: {
    stringOutput: values.string.meta({ title: 'The string' }),
    measureOutput: values.measure.meta({ title: 'The measure' }),
    dateOutput: values.date.meta({ title: 'The date' }),
    doubleOutput: values.double.meta({ title: 'The number' }),
    arrayOutput: values.array.meta({ title: 'The array' }),
    complexObjectOutput: values.complexObject.meta({ title: 'The object' }),
    geometryOutput: z.array(values.geometry).min(2).max(5).meta({ title: 'The geometries, in their order' }),
    boundingBoxOutput: bbox().meta({ title: 'The bounding box' }),
    imagesOutput: z.array(images).min(1).max(150).meta({ title: 'The images, in their order, as base64' }),
    featureCollectionOutput: values.featureCollection.meta({
      title: 'The feature collection',
      description: 'In the format in which it was given, whatever was asked for.',
    }),
  },
  examples: [
    {
      title: "The standard's own",
      inputs: {
        stringInput: 'Value2',
        measureInput: {
          value: { measurement: 10.3, uom: 'm', reference: 'https://ucum.org/ucum-essence.xml' },
        },
        dateInput: '2021-03-06T07:21:00Z',
        doubleInput: 4.2,
        arrayInput: [1, 2, 3, 4, 5, 6],
        complexObjectInput: {
          value: { property1: 'value1', property2: 'https://www.example.org/value2', property5: true },
        },
        geometryInput: [
          {
            value:
              '<gml:Polygon gml:id="GID1" srsName="urn:ogc:def:crs:OGC::CRS84"><gml:exterior><gml:LinearRing>' +
              '<gml:posList>-77.024519 38.810529 -77.024635 38.810973 -77.024704 38.810962 -77.024519 38.810529' +
              '</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>',
            mediaType: 'application/gml+xml; version=3.2',
          },
          {
            value: {
              type: 'Polygon',
              coordinates: [
                [
                  [-176.5814819, -44.10896301],
                  [-176.5844116, -44.11236572],
                  [-176.5973511, -44.10743332],
                  [-176.5858459, -44.1043396],
                  [-176.5814819, -44.10896301],
                ],
              ],
            },
          },
        ],
        boundingBoxInput: {
          bbox: [51.9, 7, 52, 7.1],
          crs: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84',
        },
        imagesInput: [
          'sample:olinda-dem.tif',
          { value: 'AAAADGpQICANCocK', encoding: 'base64', mediaType: 'image/jp2' },
        ],
        featureCollectionInput: {
          value: '<FeatureCollection xmlns="http://www.opengis.net/wfs/2.0" numberReturned="0"/>',
          mediaType: 'application/gml+xml; version=3.2',
        },
      },
    },
  ],
  resources: { memory: 512, timeout: { soft: 60, hard: 90 } },

  async execute(inputs, { signal }) {
    const imagesOutput: string[] = [];
    for (const image of inputs.imagesInput) {
      signal.throwIfAborted();
      imagesOutput.push(Buffer.from(await image.arrayBuffer()).toString('base64'));
    }
    return {
      stringOutput: inputs.stringInput,
      measureOutput: inputs.measureInput,
      dateOutput: inputs.dateInput,
      doubleOutput: inputs.doubleInput,
      arrayOutput: inputs.arrayInput,
      complexObjectOutput: inputs.complexObjectInput,
      geometryOutput: inputs.geometryInput,
      boundingBoxOutput: inputs.boundingBoxInput,
      imagesOutput,
      featureCollectionOutput: inputs.featureCollectionInput,
    };
  },
});
