#!/usr/bin/env node
const commands = {
  call: async () => (await import('./call.ts')).callCommand,
  simulators: async () => (await import('./simulators.ts')).simulatorsCommand,
} satisfies Record<string, () => Promise<(args: string[]) => Promise<number>>>;

// rtc-node reads it when it is loaded: with any other value it writes debug lines into our output.
process.env.NODE_ENV = 'production';

const usage = `Usage: main.ts <command> [options]
  call        place a scripted call through the public session API (call --help)
  simulators  speak the providers' protocols on loopback (simulators --help)
`;

const [name = '', ...args] = process.argv.slice(2);
if (name in commands) {
  const command = await commands[name as keyof typeof commands]();
  process.exitCode = await command(args);
} else {
  process.stderr.write(usage);
  process.exitCode = 2;
}
