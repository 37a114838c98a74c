/** Steps of 0.1 from -1 to 1. */
const bins = 20;

/**
 * Count, extremes and mean of a vegetation index, which is NaN where there are no data, the share of vegetation, and a
 * histogram. Where nothing has data, there are but the count and an empty histogram.
 */
export function summarise(index: Float32Array, vegetationFrom: number) {
  const counts = new Array<number>(bins).fill(0);
  let [count, min, max, sum, green] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
  const least = Math.fround(vegetationFrom); // As the cells are rounded.
  for (const value of index) {
    if (Number.isNaN(value)) continue;
    count += 1;
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
    if (value >= least) green += 1;
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(value * 10 + 10)));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const histogram = counts.map((cells, bin) => ({ from: (bin - 10) / 10, to: (bin - 9) / 10, count: cells }));
  if (count === 0) return { count, histogram };
  return { count, min, max, mean: sum / count, vegetation: green / count, histogram };
}
