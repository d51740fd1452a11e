import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Call, CallEndReason, Session } from '@parley/contracts';
import { runSipp, type SippRun } from '@parley/telephony/testing';
import { callApi } from '../../harness/call-api.ts';
import { livekitAdmin } from '../../harness/livekit-admin.ts';
import { type CheapAgents, openCheapAgents } from '../../harness/open-cheap-agents.ts';
import { type Stack, startStack } from '../../harness/start-stack.ts';
import { waitUntil } from '../../harness/wait-until.ts';

export const mediaTimeoutS = 1;
/** Calls that the bridge carries at once. */
export const capacity = 12;
/** A number that wants a password. */
export const guarded = '+15550190';

/** The bridge's own account of itself. */
export interface BridgeHealth {
  calls: { running: number; leaving: number; ended: Record<string, number> };
  sip: { calls: number; malformed: number };
}

/** What the scenarios of the matrix are made of. */
export interface Matrix {
  stack: Stack;
  agents: CheapAgents;
  /** A second of µ-law silence. */
  silence: string;
  /** Runs a scenario of sipp's to its end. @throws what went otherwise than it is written */
  sipp(steps: string[], run?: Omit<Partial<SippRun>, 'scenario'>): Promise<void>;
  health(): Promise<BridgeHealth>;
  newestCall(): Promise<Call | undefined>;
  /** The call that has come since `before`, when both sides hear each other. */
  activeCall(before: Call | undefined): Promise<Call>;
  /** Resolves when the bridge carries so many calls. */
  bridgeCarries(calls: number): Promise<unknown>;
  stopSession(call: Call): Promise<void>;
  deleteRoom(call: Call): Promise<void>;
  /** Ids of sessions that are not over. */
  liveSessions(): Promise<string[]>;
  /** Why something of this call is still there; undefined when nothing is. */
  remains(before: Call | undefined): Promise<string | undefined>;
}

const silenceMs = 1_000;

export async function openMatrix(): Promise<Matrix> {
  const stack = await startStack({
    name: 'phone-matrix',
    parts: ['phone-gateway'],
    gatewayEnv: {
      PARLEY_PHONE_MEDIA_TIMEOUT_S: `${mediaTimeoutS}`,
      PARLEY_PHONE_MAX_CALLS: `${capacity}`,
    },
  });
  const agents = await openCheapAgents(stack.livekit);
  const silence = join(stack.area.dir, 'silence.ulaw');
  await writeFile(silence, Buffer.alloc(silenceMs * 8, 0xff));
  const admin = livekitAdmin(stack.livekit);
  const api = (path: string, options = {}) =>
    callApi(stack.url, path, { key: stack.demo.api_key, ...options });
  const newestCall = async (): Promise<Call | undefined> =>
    (await api('/api/v1/calls?limit=1')).json.calls[0];
  const callOf = async ({ call_id }: Call): Promise<Call> => (await api(`/api/v1/calls/${call_id}`)).json;
  const sessionOf = async ({ session_id }: Call): Promise<Session | undefined> =>
    session_id ? (await api(`/sessions/${session_id}`)).json : undefined;
  const health = async (): Promise<BridgeHealth> =>
    (await fetch(`http://127.0.0.1:${stack.services.ports.phone}/health`)).json() as Promise<BridgeHealth>;

  await addGuardedNumber(api, stack);

  return {
    stack,
    agents,
    silence,
    newestCall,
    health,
    async sipp(steps, run = {}) {
      const { code, errors } = await runSipp({ scenario: steps.join('\n'), target: stack.sip, ...run });
      if (code !== 0) throw new Error(`sipp ended with ${code}: ${errors}`);
    },
    activeCall: (before) =>
      waitUntil(
        async () => {
          const call = await newestCall();
          return call && call.call_id !== before?.call_id && call.state === 'active' && call;
        },
        { within: 30_000, what: 'the call is active' },
      ),
    bridgeCarries: (calls) =>
      waitUntil(async () => (await health()).calls.running === calls, {
        within: 30_000,
        what: `the bridge carries ${calls} calls`,
      }),
    async stopSession(call) {
      await api(`/session/${call.session_id}`, { method: 'DELETE' });
    },
    async deleteRoom(call) {
      const session = await sessionOf(call);
      await admin.rooms.deleteRoom(`${stack.demo.tenant_id}.${session?.room}`);
    },
    async liveSessions() {
      const { sessions } = (await api('/sessions')).json as { sessions: Session[] };
      return sessions.flatMap(({ session_id, ended_at }) => (ended_at ? [] : [session_id]));
    },
    async remains(before) {
      const newest = await newestCall();
      if (newest && newest.call_id !== before?.call_id) {
        const call = await callOf(newest);
        if (call.state !== 'ended') return `the call is ${call.state}`;
        const session = await sessionOf(call);
        if (session && !['ended', 'failed'].includes(session.state)) return `the session is ${session.state}`;
      }
      const rooms = await admin.roomNames();
      if (rooms.length > 0) return `rooms: ${rooms}`;
      const { running, leaving } = (await health()).calls;
      return running + leaving > 0 ? `the bridge has ${running} calls, ${leaving} leaving` : undefined;
    },
  };
}

type Api = (path: string, options?: object) => ReturnType<typeof callApi>;

async function addGuardedNumber(api: Api, stack: Stack): Promise<void> {
  const post = async (path: string, body: object) => {
    const headers = { 'idempotency-key': path };
    const answer = await api(path, { method: 'POST', body, headers });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.text}`);
    return answer.json;
  };
  const trunk = await post('/api/v1/trunks', {
    name: 'With a password',
    inbound: { username: 'desk', password: 'the right one' },
  });
  await post('/api/v1/numbers', {
    number: guarded,
    trunk_id: trunk.trunk_id,
    agent_id: stack.demo.agent_id,
  });
  const synced = async () => {
    const { trunks } = (await api('/api/v1/trunks')).json as { trunks: { sync: { state: string } }[] };
    return trunks.length === 2 && trunks.every(({ sync }) => sync.state === 'synced');
  };
  await waitUntil(synced, { within: 10_000, what: 'the bridge knows both trunks' });
}

/** What the control plane's call and the bridge's count say of the end. */
export interface Expected {
  /** Null: the call was turned away before it was one. */
  call: CallEndReason | null;
  /** Where the machine decides which of two comes first: that it was turned away, or that it ended like this. */
  orCall?: CallEndReason;
  /** Null: the bridge never opened one, or is another than before. */
  bridge: string | null;
  /** How many end like this; one unless told. */
  calls?: number;
}
