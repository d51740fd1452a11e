import autocannon from 'autocannon';
import type { Stack } from '../../harness/start-stack.ts';
import { alternate, median } from './alternate.ts';
import { processorTime } from './processor-time.ts';

const load = { connections: 200, duration: 3 };

interface Server {
  pid: number;
  /** Processor time of each request, in microseconds, of each round. */
  took: number[];
}

/**
 * Requests a second of the token endpoint, as a client asks it, beside a POST that does nothing. Besides, what a request
 * takes of its server's processor: on a machine that has other work, that is what can be compared.
 */
export async function measureToken(stack: Stack, noop: { url: string; pid: number }, rounds: number) {
  const ours: Server = { pid: stack.pid('control-plane'), took: [] };
  const theirs: Server = { pid: noop.pid, took: [] };
  const perSecond = async ({ pid, took }: Server, options: autocannon.Options) => {
    const before = await processorTime(pid);
    const { requests, non2xx, errors, '2xx': good } = await autocannon({ ...load, ...options });
    took.push(((await processorTime(pid)) - before) / requests.total);
    if (non2xx > 0 || errors > 0 || good === 0) {
      throw new Error(`${options.url}: ${non2xx} refused, ${errors} errors, ${good} answered`);
    }
    return requests.average;
  };
  const token = () =>
    perSecond(ours, {
      url: `${stack.url}/token?room=bench&identity=anna&name=Anna`,
      headers: { authorization: `Bearer ${stack.demo.api_key}` },
    });
  const nothing = () =>
    perSecond(theirs, {
      url: `${noop.url}/noop`,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ room: 'bench', identity: 'anna', name: 'Anna' }),
    });
  await token();
  await nothing();
  const measured = await alternate(rounds, token, nothing);
  // The first of each is to warm up.
  const [oursUs, theirsUs] = [ours, theirs].map(({ took }) => median(took.slice(1)));
  return { ...measured, oursUs, theirsUs };
}
