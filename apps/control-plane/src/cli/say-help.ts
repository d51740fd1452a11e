import type { Command } from './command.ts';

const columns = (rows: (readonly [string, string])[]): string[] => {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
};

/** One command with its options, or all of them. */
export function sayHelp(commands: Command[]): string {
  const [only, ...others] = commands;
  const rows = commands.map(({ usage, summary }) => [usage, summary] as const);
  if (!only || others.length > 0) {
    const last = 'All take --help, and --json for an answer that programs read.';
    return ['parley <command>', '', ...columns(rows), '', last].join('\n');
  }
  const options = Object.entries({ ...only.options, json: 'answer as JSON' });
  return [
    `parley ${only.usage}`,
    `  ${only.summary}`,
    '',
    ...columns(options.map(([o, what]) => [`--${o}`, what])),
  ].join('\n');
}
