/** Why a file cannot be read. */
export const readingProblems = [
  'unsupported',
  'html',
  'office',
  'not_docx',
  'encoding',
  'broken',
  'cut_off',
  'encrypted',
  'no_text',
  'scan',
  'pages',
  'characters',
  'unpacked',
  'memory',
  'time',
] as const;
export type ReadingProblem = (typeof readingProblems)[number];

/** Ends the reading of a file. */
export class UnreadableFile extends Error {
  readonly problem: ReadingProblem;

  constructor(problem: ReadingProblem) {
    super(problem);
    this.name = 'UnreadableFile';
    this.problem = problem;
  }
}
