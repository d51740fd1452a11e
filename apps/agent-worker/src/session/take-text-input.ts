import { voice } from '@livekit/agents';
import type { SessionObserver } from '../reporting/observe-session.ts';
import type { IdleLadder } from './idle-ladder.ts';

const longestText = 2_000;

/** What the caller types on the talk page: into the transcript, then answered like speech. */
export function takeTextInput(parts: {
  observer: Pick<SessionObserver, 'typed'>;
  ladder: Pick<IdleLadder, 'words'>;
}): voice.TextInputCallback {
  return (session, event) => {
    const text = event.text.trim().slice(0, longestText);
    if (text === '') return;
    parts.observer.typed(text);
    parts.ladder.words();
    try {
      return voice.DEFAULT_TEXT_INPUT_CALLBACK(session, { ...event, text });
    } catch {
      // The goodbye cannot be interrupted: what is typed into it is written down and not answered.
    }
  };
}
