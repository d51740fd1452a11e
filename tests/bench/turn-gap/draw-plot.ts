const [width, height] = [720, 400];
const [left, bottom, top, right] = [56, 48, 16, 130];
const colours = ['#0b7285', '#e8590c', '#2b8a3e', '#868e96'];

/** Milliseconds, in any order. */
export interface Series {
  name: string;
  values: number[];
}

/** How many of the turns were answered within which silence, as an SVG: one line a series. */
export function drawPlot(series: Series[]): string {
  const longest = Math.max(500, ...series.flatMap(({ values }) => values));
  const most = Math.ceil(longest / 500) * 500;
  const x = (ms: number) => left + ((width - left - right) * ms) / most;
  const y = (share: number) => height - bottom - (height - bottom - top) * share;
  const grid = Array.from({ length: most / 500 + 1 }, (_, index) => index * 500).map(
    (ms) =>
      `<line x1="${x(ms)}" x2="${x(ms)}" y1="${y(0)}" y2="${y(1)}"/><text x="${x(ms)}" y="${y(0) + 18}">${ms}</text>`,
  );
  const shares = [0, 0.5, 0.9, 0.95, 1].map(
    (share) =>
      `<line x1="${left}" x2="${x(most)}" y1="${y(share)}" y2="${y(share)}"/><text x="${left - 24}" y="${y(share) + 4}">${share * 100} %</text>`,
  );
  const lines = series.map(({ name, values }, index) => {
    const sorted = values.toSorted((a, b) => a - b);
    const points = sorted.map((ms, at) => `${x(ms).toFixed(1)},${y((at + 1) / sorted.length).toFixed(1)}`);
    const colour = colours[index % colours.length];
    const label = `<text x="${width - right + 12}" y="${top + 20 + index * 20}" fill="${colour}" text-anchor="start">${name}</text>`;
    return `<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>${label}`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" text-anchor="middle">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<g stroke="#dee2e6" fill="#495057">${[...grid, ...shares].join('').replaceAll('<text', '<text stroke="none"')}</g>`,
    ...lines,
    `<text x="${x(most / 2)}" y="${height - 10}" fill="#495057">silence at the caller’s ear, ms</text>`,
    '</svg>\n',
  ].join('\n');
}
