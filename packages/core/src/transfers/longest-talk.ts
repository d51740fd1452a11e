/** Seconds that a caller and the person who took the call may talk: money is held for them, and the line is cut after. */
export const longestTalkS = 2 * 3_600;
