import {
  type CallDirection,
  type Channel,
  type RecordingConsent,
  type RecordingConsentNeed,
  type RecordingRule,
  type RecordingSettings,
  recordingConsentNeeds,
} from '@parley/contracts';
import { placesOfNumber } from '../dialing/places-of-number.ts';
import { recordingLawOf, recordingLawsAsOf } from './recording-laws.ts';

export interface RecordingNeed {
  needs: RecordingConsentNeed;
  /** All that counted; the strictest decided. */
  rules: RecordingRule[];
}

interface Recorded {
  settings: RecordingSettings;
  channel: Channel;
  call: { direction: CallDirection; fromNumber: string | null; toNumber: string } | undefined;
}

/** What has to be said before this session is recorded, by the strictest rule of both ends; null: it is not recorded. */
export function recordingNeedOf({ settings, channel, call }: Recorded): RecordingNeed | null {
  const { mode, without_number: withoutNumber } = settings;
  if (mode === 'off') return null;
  const rules: RecordingRule[] = [];
  if (mode !== 'strictest') {
    rules.push({ of: 'agent', region: null, needs: mode, source: 'The agent is set to it.' });
  }
  if (channel === 'browser') {
    const source = 'A browser has no number: the agent is set to it.';
    rules.push({ of: 'browser', region: null, needs: withoutNumber, source });
  } else {
    const outbound = call?.direction === 'outbound';
    rules.push(...rulesOf('caller', outbound ? call?.toNumber : call?.fromNumber));
    rules.push(...rulesOf('business', outbound ? call?.fromNumber : call?.toNumber));
  }
  return { needs: strictestOf(rules.map(({ needs }) => needs)), rules };
}

function rulesOf(of: RecordingRule['of'], number: string | null | undefined): RecordingRule[] {
  const regions = number ? placesOfNumber(number).regions : [];
  if (regions.length === 0) {
    const source = 'No place can be told: the strictest is taken.';
    return [{ of, region: null, needs: 'ask', source }];
  }
  return regions.map((region) => {
    const { needs, source } = recordingLawOf(region);
    return { of, region, needs, source: `${source}, as of ${recordingLawsAsOf}` };
  });
}

const strictestOf = (needs: RecordingConsentNeed[]): RecordingConsentNeed =>
  recordingConsentNeeds[Math.max(...needs.map((need) => recordingConsentNeeds.indexOf(need)))] ?? 'ask';

const given: Record<RecordingConsentNeed, readonly RecordingConsent[]> = {
  none: ['not_required', 'announced', 'agreed'],
  announce: ['announced', 'agreed'],
  ask: ['agreed'],
};

export const satisfies = (consent: RecordingConsent, { needs }: RecordingNeed): boolean =>
  given[needs].includes(consent);
