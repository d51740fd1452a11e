import { readFile } from 'node:fs/promises';
import { type DemoFile, demoFileSchema } from '@parley/contracts';
import type { RunCallOptions } from '../callers/run-call.ts';
import { chooseNumber } from './choose-number.ts';

export const targetOptions = {
  demo: { type: 'string', default: '.parley/demo.json' },
  url: { type: 'string' },
  against: { type: 'string' },
  'api-key': { type: 'string' },
  agent: { type: 'string' },
  phone: { type: 'string' },
} as const;

export interface TargetValues {
  demo: string;
  url?: string | undefined;
  /** The same as `url`. */
  against?: string | undefined;
  'api-key'?: string | undefined;
  /** Instead of the demo's agent, or the tenant's usual one. */
  agent?: string | undefined;
  phone?: string | undefined;
}

export type Target = Pick<RunCallOptions, 'url' | 'apiKey' | 'agentId' | 'phone'>;

/**
 * The Parley that is called: as the options say, else as the demo file does.
 * @throws Error in words when neither tells.
 */
export async function readTarget(values: TargetValues): Promise<Target> {
  const url = values.against ?? values.url;
  if (url !== undefined && !/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
    throw new Error(`${url}: expected an address like http://127.0.0.1:8080`);
  const phone = (demo?: DemoFile) =>
    values.phone === undefined ? {} : { phone: chooseNumber(values.phone, demo) };
  const agent = values.agent === undefined ? {} : { agentId: values.agent };
  if (values.agent !== undefined && values.phone !== undefined)
    throw new Error('--phone reaches the agent that has the number: leave --agent out');
  if (url && values['api-key']) return { url, apiKey: values['api-key'], ...agent, ...phone() };
  const demo = await readDemo(values.demo);
  return {
    url: url ?? demo.url,
    apiKey: values['api-key'] ?? demo.api_key,
    agentId: demo.agent_id,
    ...agent,
    ...phone(demo),
  };
}

async function readDemo(file: string): Promise<DemoFile> {
  const source = await readFile(file, 'utf8').catch(() => undefined);
  if (source === undefined)
    throw new Error(
      `${file} is not there: start the platform with demo data first, or give --url and --api-key`,
    );
  try {
    return demoFileSchema.parse(JSON.parse(source));
  } catch {
    throw new Error(`${file} is not a demo file`);
  }
}
