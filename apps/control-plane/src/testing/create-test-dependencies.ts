import { loadConfig } from '@parley/config';
import { generateDemoCredentials, seedDemo } from '@parley/core';
import { openTestDatabase } from '@parley/db/testing';
import { createLogger } from '@parley/observability';
import type { Dial, SipSync } from '@parley/telephony';
import { configDefinition } from '../config.ts';
import { createDependencies, type Dependencies, type Replacements } from '../dependencies.ts';
import { countSignatures } from './count-signatures.ts';
import { countTransactions } from './count-transactions.ts';
import { createFakeRooms, type FakeRooms } from './fake-rooms.ts';
import type { ManualClock } from './manual-clock.ts';

export interface TestDependencies extends Dependencies {
  rooms: FakeRooms;
  credentials: ReturnType<typeof generateDemoCredentials>;
  demo: Awaited<ReturnType<typeof seedDemo>>;
  /** What was logged, as objects. */
  logged: Record<string, unknown>[];
  close(): Promise<void>;
}

export const testLiveKitKeys = { apiKey: 'testkey', apiSecret: 'aQ3wE5rT7yU9iO1pL2kJ4hG6fD8sZ0xC' };

/** A SIP service that knows whatever it is told. */
const noSipService: SipSync = async (plans) =>
  plans.map(({ trunkId }) => ({ trunkId, result: {}, changed: false }));

const noDial: Dial = async () => ({
  answered: false,
  reason: 'telephony_unavailable',
  sipStatus: undefined,
  detail: 'A test dials nobody.',
  unsure: false,
});

/** The real thing over a database of its own with the two demo tenants, and LiveKit in memory. */
export async function createTestDependencies({
  env,
  clock,
  ...replacements
}: Omit<Replacements, 'database' | 'rooms' | 'clock'> & {
  env?: Record<string, string>;
  clock?: ManualClock;
} = {}): Promise<TestDependencies> {
  const config = loadConfig(configDefinition, {
    PARLEY_SECRET: 'mZ4rT9vK2xW7pQ1nB8cL5dF3gH6jS0yA',
    PARLEY_WEB_DIR: '/nonexistent',
    LIVEKIT_URL: 'ws://127.0.0.1:1',
    LIVEKIT_API_KEY: testLiveKitKeys.apiKey,
    LIVEKIT_API_SECRET: testLiveKitKeys.apiSecret,
    // Suites ask more often than anybody may, all from one address.
    PARLEY_RATE_LIMIT_PER_ADDRESS: '0',
    PARLEY_RATE_LIMIT_PER_KEY: '0',
    PARLEY_RATE_LIMIT_PER_TENANT: '0',
    ...env,
  });
  const logged: Record<string, unknown>[] = [];
  const log = createLogger(
    { name: 'test', level: 'trace' },
    { write: (line) => void logged.push(JSON.parse(line)) },
  );
  const database = await openTestDatabase();
  const transacting = countTransactions(database.db);
  if (clock) {
    const signing = countSignatures();
    clock.isBusy = () => transacting() || signing();
  }
  const rooms = createFakeRooms();
  const credentials = generateDemoCredentials();
  const demo = await seedDemo({ db: database.db, credentials });
  const dependencies = await createDependencies(config, log, {
    sipSync: noSipService,
    dial: noDial,
    ...replacements,
    clock,
    database,
    rooms,
  });
  const close = async () => {
    dependencies.hub.close();
    dependencies.transfers.stop();
    await dependencies.dialer.stop();
    await dependencies.supervisor.stop();
    await dependencies.analyses.stop();
    await dependencies.trunkSync.stop();
    await dependencies.afterwards.settled();
    await database.close();
  };
  return { ...dependencies, rooms, credentials, demo, logged, close };
}
