/** Nothing that the API takes is nested nearly as deep; what walks through a value calls itself at each level. */
export const mostLevels = 64;

/** Whether there are lists or objects in each other more than this often. It looks no deeper than that. */
export function isNestedDeeper(value: unknown, levels = mostLevels): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  const held: unknown[] = Array.isArray(value) ? value : Object.values(value);
  return held.some((one) => isNestedDeeper(one, levels - 1));
}
