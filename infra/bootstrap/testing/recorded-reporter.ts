import type { Reporter } from '../console/create-reporter.mjs';

/** A reporter that keeps what it is told. */
export function recordedReporter(): Reporter & { lines: string[] } {
  const lines: string[] = [];
  return {
    lines,
    say: (text) => void lines.push(text),
    warn: (text) => void lines.push(`! ${text}`),
    step: async (name, run) => {
      lines.push(`step ${name}`);
      return run({ working: () => {}, done: () => {} });
    },
  };
}
