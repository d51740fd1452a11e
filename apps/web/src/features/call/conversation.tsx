import { type ReactNode, useEffect, useRef } from 'react';
import { Announcer } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { LaneHeads } from '../transcript/lane-heads.tsx';
import { lastFinalWords } from '../transcript/last-final-words.ts';
import { TranscriptList } from '../transcript/transcript-list.tsx';
import { CallDock } from './call-dock.tsx';
import { isInCall } from './call-state.ts';
import { callStatusWords } from './call-status-words.ts';
import { agentStateWords, callerStateWords, shownAgentState } from './shown-agent-state.ts';
import { useCall } from './use-call.ts';
import { useFollowEnd } from './use-follow-end.ts';

/** The talk itself: who speaks, what was said, what went wrong, and the controls. */
export function Conversation(props: {
  callerName: string;
  agentName: string;
  /** Shown at the controls, where they stay in sight. */
  notices: ReactNode;
  empty: ReactNode;
}) {
  const { state } = useCall();
  const inCall = isInCall(state);
  const { items, speaking } = state.transcript;
  const section = useFocusWhenStarted(inCall);
  const { end, following, showEnd } = useFollowEnd(inCall && items.length > 0 ? state : undefined);
  const shown = shownAgentState(state);

  return (
    <section ref={section} tabIndex={-1} aria-label="Conversation" className="talk-pane @container">
      <div className="talk-heads border-b border-line bg-ground px-4 py-3 sm:px-6">
        <LaneHeads
          callerName={props.callerName}
          agentName={props.agentName}
          speaking={speaking}
          callerWords={callerStateWords(state)}
          agentState={shown}
          agentWords={agentStateWords[shown]}
        />
      </div>
      <p role="status" className="sr-only">
        {callStatusWords(state)}
      </p>
      <Announcer label="What was said last" words={lastFinalWords(state.transcript)} />
      <section
        className="talk-scroll px-4 py-4 sm:px-6"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label="What was said"
      >
        <TranscriptList
          view={state.transcript}
          live={inCall}
          empty={
            inCall ? <p className="py-10 text-center text-muted">{callStatusWords(state)}</p> : props.empty
          }
        />
        <div ref={end} className="h-px scroll-mb-40" />
      </section>
      {inCall && (
        <div className="sticky bottom-0 z-20 border-t border-line bg-surface">
          {!following && items.length > 0 && (
            <div className="pointer-events-none absolute inset-x-0 -top-14 flex justify-center">
              <Button className="pointer-events-auto shadow-lg" onClick={showEnd}>
                Show the latest
              </Button>
            </div>
          )}
          <div className="grid max-h-[45dvh] gap-2 overflow-y-auto px-3 pt-3 empty:hidden">
            {props.notices}
          </div>
          <CallDock />
        </div>
      )}
    </section>
  );
}

/** The form goes away when a call starts: the focus must not fall into nothing. */
function useFocusWhenStarted(inCall: boolean) {
  const section = useRef<HTMLElement>(null);
  const before = useRef(inCall);
  useEffect(() => {
    if (inCall && !before.current) section.current?.focus({ preventScroll: true });
    before.current = inCall;
  }, [inCall]);
  return section;
}
