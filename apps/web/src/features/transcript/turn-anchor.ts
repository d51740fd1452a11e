/** The element of a turn in the page, for links to it. */
export const turnAnchor = (segmentId: string): string => `turn-${segmentId}`;
