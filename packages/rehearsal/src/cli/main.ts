#!/usr/bin/env node
const commands = {
  calls: async () => (await import('./calls.ts')).callsCommand,
  export: async () => (await import('./export.ts')).exportCommand,
  call: async () => (await import('./call.ts')).callCommand,
  simulators: async () => (await import('./simulators.ts')).simulatorsCommand,
} satisfies Record<string, () => Promise<(args: string[]) => Promise<number>>>;

// rtc-node reads it when it is loaded: with any other value it writes debug lines into our output.
process.env.NODE_ENV = 'production';

const usage = `Usage: main.ts <command> [options]
  calls       place several scripted calls side by side, report, JUnit (calls --help)
  --scenario  short for: calls --scenario
  export      write a session that is over as a scenario (export --help)
  call        place a scripted call, into a room or by telephone (call --help)
  --phone     short for: call --scenario leaking-sink --phone
  simulators  speak the providers' protocols on loopback (simulators --help)
`;

const given = process.argv.slice(2);
/** Options alone are those of a command: the telephone's, or of several calls. */
const commandOf = (first: string): string[] => {
  if (/^--phone\b/.test(first)) return ['call'];
  return /^--(?!help$)./.test(first) ? ['calls'] : [];
};
const [name = '', ...args] = [...commandOf(given[0] ?? ''), ...given];
if (name in commands) {
  const command = await commands[name as keyof typeof commands]();
  process.exitCode = await command(args);
} else {
  process.stderr.write(usage);
  process.exitCode = 2;
}
