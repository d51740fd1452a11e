import { relative } from 'node:path';

/**
 * A path as somebody in this folder would write it; in full where it is elsewhere.
 * @param {string} path
 */
export const nearPath = (path) => {
  const near = relative(process.cwd(), path);
  return near === '' || near.startsWith('..') ? path : near;
};
