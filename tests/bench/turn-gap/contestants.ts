import type { SessionDetails, TurnWaterfall } from '@parley/contracts';
import { AccessToken, AgentDispatchClient, RoomServiceClient } from 'livekit-server-sdk';
import { callApi } from '../../harness/call-api.ts';
import { postSession } from '../../harness/post-session.ts';
import type { Stack } from '../../harness/start-stack.ts';
import { stockInstructions } from '../stock/instructions.ts';
import { type CallerEnd, joinCall } from './join-call.ts';
import { questionSampleRate } from './questions.ts';

export interface Call extends CallerEnd {
  /** Ends it for both sides. */
  hangUp(): Promise<void>;
  /** After the end: where each turn's silence went, by the agent's own account. */
  waterfalls?(): Promise<TurnWaterfall[]>;
}

export type ContestantName = 'ours' | 'stock';
export type Contestant = () => Promise<Call>;

/** A call to our agent, through the public session API, with the same prompt as the stock agent's. */
export const callOurs =
  (stack: Stack): Contestant =>
  async () => {
    const { url, demo } = stack;
    const key = demo.api_key;
    const { sessionId, room } = await postSession(url, key, { system_prompt: stockInstructions });
    const { json } = await callApi(url, `/token?room=${room}&identity=caller`, { key });
    const end = await joinCall({ url: json.url, token: json.token, sampleRate: questionSampleRate });
    return {
      ...end,
      async hangUp() {
        await end.leave();
        await callApi(url, `/session/${sessionId}`, { method: 'DELETE', key });
      },
      async waterfalls() {
        const { json: details } = await callApi(url, `/api/v1/sessions/${sessionId}`, { key });
        return (details as SessionDetails).timings.flatMap(({ waterfall }) => waterfall ?? []);
      },
    };
  };

/** A call to the stock worker, dispatched by its name. */
export const callStock =
  (stack: Stack, agentName: string): Contestant =>
  async () => {
    const { httpUrl, url, apiKey, apiSecret } = stack.livekit;
    const room = `stock-${crypto.randomUUID()}`;
    const rooms = new RoomServiceClient(httpUrl, apiKey, apiSecret);
    await rooms.createRoom({ name: room });
    await new AgentDispatchClient(httpUrl, apiKey, apiSecret).createDispatch(room, agentName);
    const token = new AccessToken(apiKey, apiSecret, { identity: 'caller' });
    token.addGrant({ roomJoin: true, room });
    const end = await joinCall({ url, token: await token.toJwt(), sampleRate: questionSampleRate });
    return {
      ...end,
      async hangUp() {
        await end.leave();
        await rooms.deleteRoom(room);
      },
    };
  };
