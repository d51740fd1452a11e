import type { SessionBrief } from '@parley/contracts';
import { spokenLanguages } from '../tools/switch-language.ts';
import { CallRecording, type CallRecordingInput } from './call-recording.ts';

/** Undefined where the session is not recorded. */
export function createRecording(
  brief: Pick<SessionBrief, 'recording' | 'config'>,
  input: Omit<CallRecordingInput, 'need' | 'languages'>,
): CallRecording | undefined {
  if (!brief.recording) return undefined;
  const languages = spokenLanguages(brief.config.languages);
  return new CallRecording({ ...input, need: brief.recording, languages });
}
