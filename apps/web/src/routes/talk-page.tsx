import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useCredential } from '../features/auth/use-credential.ts';
import { AfterCall } from '../features/call/after-call.tsx';
import { useAgents } from '../features/call/agent-choice.tsx';
import { BeforeFirstWord } from '../features/call/before-first-word.tsx';
import { CallFacts } from '../features/call/call-facts.tsx';
import { isInCall } from '../features/call/call-state.ts';
import { Conversation } from '../features/call/conversation.tsx';
import { OutcomeNotice } from '../features/call/outcome-notice.tsx';
import { ProblemNotices } from '../features/call/problem-notices.tsx';
import type { ProblemAction } from '../features/call/problem-words.ts';
import { SetupForm, toStartInput } from '../features/call/setup-form.tsx';
import { suggestRoom } from '../features/call/suggest-room.ts';
import { useCall } from '../features/call/use-call.ts';
import { useSetupValues } from '../features/call/use-setup-values.ts';
import { useMicrophone } from '../features/microphone/use-microphone.ts';
import { TicketCard } from '../features/transcript/ticket-card.tsx';
import { useTitle } from '../lib/use-title.ts';

export function TalkPage() {
  useTitle('Talk');
  const navigate = useNavigate();
  const { store } = useCredential();
  const { call, state } = useCall();
  const { microphone } = useMicrophone();
  const agents = useAgents();
  const [values, change] = useSetupValues();
  const agent = agents.data?.find((one) => one.agent_id === values.agentId) ?? agents.data?.[0];
  const chosen = { ...values, agentId: agent?.agent_id ?? '' };
  const inCall = isInCall(state);

  useEffect(() => {
    void import('../features/call/connect-room.ts');
  }, []);
  useEffect(() => () => closeTest(call, microphone), [call, microphone]);

  const act = (action: ProblemAction): void => {
    const otherRoom = suggestRoom(values.room);
    if (action === 'start') void call.start(toStartInput(chosen));
    if (action === 'open_microphone') void call.useMicrophone();
    if (action === 'enable_sound') void call.enableSound();
    if (action === 'other_room') {
      change({ room: otherRoom });
      void call.start(toStartInput({ ...chosen, room: otherRoom }));
    }
    if (action === 'sign_in') {
      store.clear();
      void navigate({ to: '/sign-in', search: { to: '/talk' } });
    }
  };

  const notices = state.problems.length > 0 && (
    <ProblemNotices
      problems={state.problems}
      otherRoom={suggestRoom(values.room)}
      onAction={(action, problem) => (action === 'dismiss' ? call.dismiss(problem.kind) : act(action))}
    />
  );

  return (
    <main className="talk-page" data-over={state.outcome && !inCall ? '' : undefined}>
      <h1 className="sr-only">Talk</h1>
      <AfterCall>
        {state.outcome && (
          <OutcomeNotice
            outcome={state.outcome}
            sessionId={state.sessionId}
            onStartAgain={() => act('start')}
          />
        )}
        {notices}
      </AfterCall>
      <aside className="talk-side" aria-label={inCall ? 'This call' : 'Set up a call'}>
        {inCall && <CallFacts state={state} identity={values.identity} />}
        {state.transcript.ticket && <TicketCard ticket={state.transcript.ticket} />}
        {!inCall && (
          <SetupForm
            values={chosen}
            onChange={change}
            agents={agents.data}
            agentsFailed={agents.isError}
            onRetryAgents={() => void agents.refetch()}
            starting={inCall}
            onStart={() => void call.start(toStartInput(chosen))}
          />
        )}
      </aside>
      <Conversation
        callerName={`You (${values.identity})`}
        agentName={agent?.name ?? 'Agent'}
        notices={notices}
        empty={<BeforeFirstWord greeting={agent?.greeting} />}
      />
    </main>
  );
}

/** A level check that was left running must not keep the microphone open; a call keeps it. */
function closeTest(
  call: ReturnType<typeof useCall>['call'],
  microphone: ReturnType<typeof useMicrophone>['microphone'],
) {
  const { phase } = call.getState();
  if (phase === 'idle' || phase === 'over') microphone.close();
}
