/** What Twilio writes for callers who hide their number: ANONYMOUS, BLOCKED and so on, as typed on a telephone. */
const hidden = new Set(
  ['266696687', '2562533', '7748283', '7378742833', '86282452253', '8656696'].map((digits) => `+${digits}`),
);

/** The caller's number; null when it is hidden: many who hide theirs are not one caller. */
export const callerNumberOf = (from: string | null): string | null =>
  from !== null && /^\+\d{3,15}$/.test(from) && !hidden.has(from) ? from : null;
