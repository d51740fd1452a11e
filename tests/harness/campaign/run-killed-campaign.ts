import { setTimeout as delay } from 'node:timers/promises';
import type { Campaign, CampaignProgress } from '@parley/contracts';
import { calls, campaignContacts, openDatabase, withTenant } from '@parley/db';
import { type ApiRequest, callApi } from '../call-api.ts';
import { type Postgres, startPostgres } from '../start-postgres.ts';
import { type Stack, startStack } from '../start-stack.ts';
import { waitUntil } from '../wait-until.ts';
import { type Bounds, type Evidence, judgeCampaign, mostAtOnce, mostInAMinute } from './judge-campaign.ts';
import { startQuickWorkers } from './quick-workers.ts';
import { startSink } from './start-sink.ts';

export interface KilledCampaign {
  name: string;
  /** Up to 1,000: those that Ofcom keeps for fiction. */
  numbers: number;
  kills: number;
  concurrency: number;
  callsPerMinute: number;
  /** From the start until then nobody may be called; else at once. */
  window?: boolean;
  withinMs: number;
}

/** After each outcome the seconds before each retry. */
const retries = { busy: [2, 4], no_answer: [2], failed: [2], voicemail: [], declined: [], unreachable: [] };
const perDisposition = { answered: 0, busy: 2, no_answer: 1, carrier_failed: 1, invalid_number: 0 };
/** How long a control plane lives between its start and its kill. */
const livesMs = () => 1_500 + Math.random() * 3_000;

/** A campaign into a sink of sipp, through the real gateway and LiveKit, by a control plane that is killed again and again. */
export async function runKilledCampaign(
  plan: KilledCampaign,
): Promise<{ faults: string[]; figures: object }> {
  const postgres = await startPostgres();
  let stack: Stack | undefined;
  try {
    stack = await startStack({
      name: plan.name,
      parts: ['phone-gateway'],
      controlPlaneEnv: { ...postgres.env, PARLEY_MAX_CALLS: String(plan.concurrency) },
      gatewayEnv: { PARLEY_PHONE_MAX_CALLS: String(plan.concurrency * 2) },
    });
    return await run(plan, stack, postgres);
  } finally {
    await stack?.stop();
    await postgres.stop();
  }
}

async function run(plan: KilledCampaign, stack: Stack, postgres: Postgres) {
  const { concurrency, callsPerMinute } = plan;
  const sink = await startSink(stack.area);
  const worker = await startQuickWorkers(stack.livekit, 'parley');
  try {
    const began = performance.now();
    const opensAt = plan.window ? Math.ceil((Date.now() + 5_000) / 60_000) * 60_000 : 0;
    const id = await startCampaign(plan, stack, { sink: sink.address, opensAt });
    const kills = await killUntil(stack, plan, () => isCompleted(stack, id));
    const evidence = { ...(await readRows(stack, postgres)), sunk: await sink.calls() };
    const bounds: Bounds = { concurrency, callsPerMinute, retries: perDisposition, opensAt };
    const seconds = Math.round((performance.now() - began) / 1_000);
    return {
      faults: judgeCampaign(evidence, bounds),
      figures: { kills, seconds, jobs: worker.jobs(), ...figuresOf(evidence) },
    };
  } finally {
    await worker.close();
  }
}

const ask = async (stack: Stack, path: string, request: ApiRequest = {}) => {
  const answer = await callApi(stack.url, `/api/v1${path}`, { key: stack.demo.api_key, ...request });
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`);
  return answer.json;
};

async function startCampaign(
  { numbers, concurrency, callsPerMinute }: KilledCampaign,
  stack: Stack,
  { sink, opensAt }: { sink: string; opensAt: number },
): Promise<string> {
  const post = (path: string, body?: object) => ask(stack, path, { method: 'POST', body });
  const outbound = { address: sink, transport: 'udp' };
  const trunk = await post('/trunks', { name: 'Sink', outbound, max_calls: concurrency });
  const number = { number: '+442079460000', trunk_id: trunk.trunk_id, agent_id: null };
  const { number_id: from } = await post('/numbers', number);
  const always = [{ opens: '00:00', closes: '24:00' }];
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  const policy = {
    allowed_countries: ['GB'],
    calling_window: Object.fromEntries(days.map((day) => [day, always])),
    consent: { informational: 'none' },
    attempts_per_day: 20,
    attempts_per_week: 50,
    calls_per_second: 1_000,
    concurrency: 1_000,
  };
  await ask(stack, '/dial-policy', { method: 'PUT', body: policy });
  const clock = (at: number) => new Date(at).toISOString().slice(11, 16);
  // Closed for the two minutes before it opens.
  const hours = opensAt ? [{ opens: clock(opensAt), closes: clock(opensAt - 120_000) }] : always;
  const campaign: Campaign = await post('/campaigns', {
    name: 'Under kills',
    agent_id: stack.demo.agent_id,
    from_number_id: from,
    purpose: 'informational',
    window: { time_zone: 'UTC', weekly: Object.fromEntries(days.map((day) => [day, hours])) },
    calls_per_minute: callsPerMinute,
    concurrency,
    retries,
    best_time: 'as_due',
  });
  const id = campaign.campaign_id;
  const csv = ['number,name', ...Array.from({ length: numbers }, (_, n) => `${numberOf(n)},Nr ${n}`)].join(
    '\n',
  );
  const headers = { 'content-type': 'text/csv' };
  const path = `/campaigns/${id}/contacts?default_country=GB`;
  const report = await ask(stack, path, { method: 'POST', body: csv, headers });
  if (report.added !== numbers) throw new Error(`${report.added} of ${numbers} contacts were added`);
  const synced = async () => (await ask(stack, `/trunks/${trunk.trunk_id}`)).sync.state === 'synced';
  await waitUntil(synced, { within: 30_000, what: 'the gateway knows the trunk' });
  await post(`/campaigns/${id}/start`);
  return id;
}

/** As people write it. */
const numberOf = (n: number) => `07700 900${String(n).padStart(3, '0')}`;

/** Kills the control plane at moments that nobody has chosen, so many times; then lets it be until all is over. */
async function killUntil(
  stack: Stack,
  { kills, withinMs }: KilledCampaign,
  isOver: () => Promise<boolean>,
): Promise<number> {
  const deadline = performance.now() + withinMs;
  let killed = 0;
  for (; killed < kills && !(await isOver()); killed += 1) {
    await delay(livesMs());
    await stack.services.kill('control-plane', 'SIGKILL');
    await stack.services.restart('control-plane');
  }
  const within = Math.max(1_000, deadline - performance.now());
  await waitUntil(isOver, { within, what: 'the campaign is completed', every: 500 });
  return killed;
}

async function isCompleted(stack: Stack, id: string): Promise<boolean> {
  const { state }: Campaign = await ask(stack, `/campaigns/${id}`);
  const progress: CampaignProgress = await ask(stack, `/campaigns/${id}/progress`);
  return state === 'completed' && progress.states.calling === 0;
}

async function readRows({ demo }: Stack, { env }: Postgres): Promise<Omit<Evidence, 'sunk'>> {
  const database = await openDatabase({ url: env.DATABASE_URL, ownerUrl: env.PARLEY_DATABASE_OWNER_URL });
  try {
    return await withTenant(database.db, demo.tenant_id, async (tx) => ({
      contacts: await tx.select().from(campaignContacts),
      attempts: await tx.select().from(calls),
    }));
  } finally {
    await database.close();
  }
}

function figuresOf({ contacts, attempts, sunk }: Evidence) {
  const counted = (values: string[]) =>
    Object.fromEntries([...Map.groupBy(values, (value) => value)].map(([value, all]) => [value, all.length]));
  return {
    contacts: contacts.length,
    states: counted(contacts.map(({ state }) => state)),
    attempts: attempts.length,
    ends: counted(attempts.map(({ state, endReason }) => endReason ?? state)),
    invites: sunk.length,
    mostAtOnce: mostAtOnce(sunk),
    mostInAMinute: mostInAMinute(sunk),
  };
}
