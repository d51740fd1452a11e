import { expect, test } from 'vitest';
import { runKilledCampaign } from '../harness/campaign/run-killed-campaign.ts';

test('a campaign whose control plane is killed dials no number twice for one attempt, and loses none', async () => {
  const { faults, figures } = await runKilledCampaign({
    name: 'campaign-killed',
    numbers: 30,
    kills: 4,
    concurrency: 8,
    callsPerMinute: 600,
    withinMs: 240_000,
  });
  process.stdout.write(`campaign: ${JSON.stringify(figures)}\n`);
  expect(faults).toEqual([]);
  expect(figures).toMatchObject({ contacts: 30, kills: 4 });
}, 300_000);
