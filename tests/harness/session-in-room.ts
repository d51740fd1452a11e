import type { Session } from '@parley/contracts';
import { callApi } from './call-api.ts';
import type { Stack } from './start-stack.ts';
import { waitUntil } from './wait-until.ts';

/** The session that somebody else has started in a room, as soon as there is one. */
export function sessionInRoom(stack: Stack, room: string): Promise<Session> {
  return waitUntil(
    async () => {
      const { json } = await callApi(stack.url, '/sessions', { key: stack.demo.api_key });
      return (json.sessions as Session[]).find((session) => session.room === room);
    },
    { within: 20_000, what: `a session in ${room}` },
  );
}
