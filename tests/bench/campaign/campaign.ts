import { parseArgs } from 'node:util';
import { runKilledCampaign } from '../../harness/campaign/run-killed-campaign.ts';

/**
 * A large campaign into a sink, whose control plane is killed again and again: nobody is dialled twice for one attempt,
 * everybody has an outcome, window and caps are held. stdout holds the result alone.
 * @returns the exit code: 1 when anything is not as it must be.
 */
export async function campaign(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: 'boolean', default: false },
      numbers: { type: 'string', default: '1000' },
      kills: { type: 'string', default: '20' },
      concurrency: { type: 'string', default: '16' },
    },
  });
  const { faults, figures } = await runKilledCampaign({
    name: 'campaign-bench',
    numbers: Number(values.numbers),
    kills: Number(values.kills),
    concurrency: Number(values.concurrency),
    callsPerMinute: 600,
    window: true,
    withinMs: 1_800_000,
  });
  const result = { ...figures, faults };
  process.stdout.write(`${JSON.stringify(result, null, values.json ? 0 : 2)}\n`);
  return faults.length > 0 ? 1 : 0;
}
