import { callApi } from './call-api.ts';

let count = 0;

/** A room name that no other test of this process uses. */
export const newRoom = (): string => `room-${process.pid}-${++count}`;

/** `POST /session`, which must answer 201. */
export async function postSession(
  url: string,
  key: string,
  body: { room?: string; agent_id?: string; system_prompt?: string } = {},
): Promise<{ sessionId: string; room: string }> {
  const room = body.room ?? newRoom();
  const { status, json, text } = await callApi(url, '/session', {
    method: 'POST',
    key,
    body: { ...body, room },
  });
  if (status !== 201) throw new Error(`POST /session answered ${status}: ${text}`);
  return { sessionId: json.session_id, room };
}
