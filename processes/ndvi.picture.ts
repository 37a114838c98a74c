import { encode } from 'fast-png';

type Colour = [red: number, green: number, blue: number, alpha: number];

const deepest = { at: -1, red: 10, green: 40, blue: 92 };

/** Colours at certain values of the index; between them they blend. */
const stops = [
  deepest,
  { at: -0.4, red: 90, green: 145, blue: 195 },
  { at: -0.2, red: 212, green: 212, blue: 208 },
  { at: 0, red: 244, green: 236, blue: 214 },
  { at: 0.2, red: 214, green: 190, blue: 120 },
  { at: 0.4, red: 150, green: 190, blue: 85 },
  { at: 0.7, red: 42, green: 130, blue: 54 },
  { at: 1, red: 0, green: 60, blue: 24 },
];

const shades = 255;

/** The first colour is for cells without data. */
const palette: Colour[] = [
  [0, 0, 0, 0],
  ...Array.from({ length: shades }, (_, shade) => colourAt((shade / (shades - 1)) * 2 - 1)),
];

/** A PNG with a pixel for each cell of a vegetation index, which is NaN where there are no data. */
export function toPicture(index: Float32Array, width: number, height: number): Blob {
  const data = Uint8Array.from(index, shadeOf);
  const picture = encode({ width, height, data, channels: 1, palette }, { zlib: { level: 6 } });
  return new Blob([new Uint8Array(picture)], { type: 'image/png' });
}

function shadeOf(value: number): number {
  if (Number.isNaN(value)) return 0;
  return 1 + Math.round(((Math.min(1, Math.max(-1, value)) + 1) / 2) * (shades - 1));
}

function colourAt(value: number): Colour {
  const below = stops.findLast(({ at }) => at <= value) ?? deepest;
  const above = stops.find(({ at }) => at > value) ?? below;
  const share = above === below ? 0 : (value - below.at) / (above.at - below.at);
  const blend = (channel: 'red' | 'green' | 'blue') =>
    Math.round(below[channel] + share * (above[channel] - below[channel]));
  return [blend('red'), blend('green'), blend('blue'), 255];
}
