const earliest = Date.UTC(1970, 0);
const latest = Date.UTC(9999, 0);

/** A moment to compare with, from ISO 8601; those that no row can have, and the database may not know, are moved to the edge. */
export const instantOf = (text: string): Date =>
  new Date(Math.min(Math.max(Date.parse(text), earliest), latest));
