import autocannon from 'autocannon';
import type { Stack } from '../../harness/start-stack.ts';
import { alternate } from './alternate.ts';

const load = { connections: 200, duration: 3 };

/** Requests a second of the token endpoint, as a client asks it, beside a POST that does nothing. */
export async function measureToken(stack: Stack, noopUrl: string, rounds: number) {
  const perSecond = async (options: autocannon.Options) => {
    const { requests, non2xx, errors, '2xx': good } = await autocannon({ ...load, ...options });
    if (non2xx > 0 || errors > 0 || good === 0) {
      throw new Error(`${options.url}: ${non2xx} refused, ${errors} errors, ${good} answered`);
    }
    return requests.average;
  };
  const token = () =>
    perSecond({
      url: `${stack.url}/token?room=bench&identity=anna&name=Anna`,
      headers: { authorization: `Bearer ${stack.demo.api_key}` },
    });
  const noop = () =>
    perSecond({
      url: `${noopUrl}/noop`,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ room: 'bench', identity: 'anna', name: 'Anna' }),
    });
  await token();
  await noop();
  return alternate(rounds, token, noop);
}
