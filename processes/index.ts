/** Every process of this API: one line each, in alphabetical order. */
export { buffer } from './buffer.ts';
export { convert } from './convert.ts';
export { echo } from './echo.ts';
export { echoAll } from './echo-all.ts';
export { hexagonBins } from './hexagon-bins.ts';
export { ndvi } from './ndvi.ts';
export { uppercase } from './uppercase.ts';
export { zonalStatistics } from './zonal-statistics.ts';
