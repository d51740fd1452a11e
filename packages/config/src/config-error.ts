/** One variable that cannot be used, and what to do about it. */
export interface ConfigProblem {
  env: string;
  message: string;
}

/** Every wrong variable at once, so that a start-up fails once and not once per variable. */
export class ConfigError extends Error {
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    const lines = problems.map(({ env, message }) => `  ${env}: ${message}`);
    super(`The settings need attention (see .env.example):\n${lines.join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}
