/** How long an answer is kept for the same request. */
export const keepMs = 24 * 3_600_000;
