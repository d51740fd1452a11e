/** Whole categories and imports are larger than other requests. */
export const knowledgeBodyLimit = 8 * 1024 * 1024;
