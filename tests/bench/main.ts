import { isCollectedHandle } from '@parley/observability';

// Otherwise LiveKit's client writes its debug log to stdout, which is the result's alone.
process.env.NODE_ENV = 'production';

process.on('uncaughtException', (error) => {
  if (isCollectedHandle(error)) return;
  console.error(error);
  process.exit(1);
});

const benches: Record<string, () => Promise<(args: string[]) => Promise<number>>> = {
  api: async () => (await import('./api/api.ts')).api,
  'call-setup': async () => (await import('./call-setup/call-setup.ts')).callSetup,
  campaign: async () => (await import('./campaign/campaign.ts')).campaign,
  fuzz: async () => (await import('../fuzz/fuzz.ts')).fuzz,
  kills: async () => (await import('./kills/kills.ts')).kills,
  phone: async () => (await import('./phone/phone.ts')).phone,
  retrieval: async () => (await import('./retrieval/retrieval.ts')).retrieval,
  'turn-gap': async () => (await import('./turn-gap/turn-gap.ts')).turnGap,
};

const [name = '', ...args] = process.argv.slice(2);
const load = benches[name];
if (load) {
  const bench = await load();
  // LiveKit's native threads keep the process alive: it ends here.
  process.exit(await bench(args));
}
process.stderr.write(
  `Usage: main.ts <bench> [--json] [--turns N]\nBenches: ${Object.keys(benches).join(', ')}\n`,
);
process.exit(2);
