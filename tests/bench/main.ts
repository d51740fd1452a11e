import { turnGap } from './turn-gap/turn-gap.ts';

const benches: Record<string, (args: string[]) => Promise<number>> = { 'turn-gap': turnGap };

const [name = '', ...args] = process.argv.slice(2);
const bench = benches[name];
if (bench) {
  // LiveKit's native threads keep the process alive: it ends here.
  process.exit(await bench(args));
}
process.stderr.write(
  `Usage: main.ts <bench> [--json] [--turns N]\nBenches: ${Object.keys(benches).join(', ')}\n`,
);
process.exit(2);
