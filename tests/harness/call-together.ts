/**
 * Several scripted callers in one process. They speak, and understand the agent by the printed transcript: to
 * recognise what each of them hears as well would take the cores that the calls need.
 * Usage: call-together.ts URL KEY ROOM=SCENARIO …; one report a line, in order.
 */
process.env.NODE_ENV = 'production';
const { loadScenario, runCall } = await import('@parley/rehearsal');

const [url = '', apiKey = '', ...pairs] = process.argv.slice(2);
const results = await Promise.all(
  pairs.map((pair) => {
    const [room = '', scenario = ''] = pair.split('=');
    return runCall({ url, apiKey, room, scenario: loadScenario(scenario), type: false });
  }),
);
const lines = results.map(({ recording: _, ...report }) => `${JSON.stringify(report)}\n`).join('');
// What a pipe has not taken yet is lost on exit.
await new Promise((written) => process.stdout.write(lines, written));
// LiveKit's native threads would keep the process alive.
process.exit(0);
