import type { ViewerMessage } from '@parley/contracts';
import { applySegment } from './apply-segment.ts';
import { placeItem } from './place-item.ts';
import { timingOrder } from './timing-order.ts';
import type { TranscriptView } from './transcript-view.ts';

/** The view after one event of the transcript socket. */
export function applyViewerMessage(view: TranscriptView, message: ViewerMessage): TranscriptView {
  return { ...applyEvent(view, message), lastSeq: Math.max(view.lastSeq, message.seq) };
}

function applyEvent(view: TranscriptView, message: ViewerMessage): TranscriptView {
  switch (message.type) {
    case 'transcript':
      return { ...view, items: applySegment(view.items, message) };
    case 'speech_started':
      return { ...view, speaking: { ...view.speaking, [message.speaker]: true } };
    case 'speech_stopped':
      return { ...view, speaking: { ...view.speaking, [message.speaker]: false } };
    case 'agent_state':
      return {
        ...view,
        agentState: message.state,
        speaking: { ...view.speaking, agent: message.state === 'speaking' },
      };
    case 'tool':
      return { ...view, items: placeItem(view.items, toolItem(view, message)) };
    case 'ticket':
      return { ...view, ticket: message.ticket };
    case 'turn_timing':
      return { ...view, items: placeItem(view.items, timingItem(view, message)) };
    case 'usage':
      return view;
    case 'recording':
      return { ...view, recording: message.state };
    case 'error': {
      const { source, message: words, seq } = message;
      const fault = { kind: 'fault' as const, id: `${seq}`, order: seq, source, message: words };
      return { ...view, items: placeItem(view.items, fault) };
    }
    case 'transfer':
      // The call itself says how far it is.
      return view;
    case 'session_state':
      return applySessionState(view, message);
  }
}

function toolItem(view: TranscriptView, message: Extract<ViewerMessage, { type: 'tool' }>) {
  const started = view.items.find((item) => item.kind === 'tool' && item.id === message.call_id);
  const before = started?.kind === 'tool' ? started : undefined;
  return {
    kind: 'tool' as const,
    id: message.call_id,
    order: message.seq,
    name: message.name,
    status: message.status,
    arguments: message.arguments ?? before?.arguments,
    result: message.result ?? before?.result,
  };
}

function timingItem(view: TranscriptView, message: Extract<ViewerMessage, { type: 'turn_timing' }>) {
  const { endpointing_ms, stt_ms, llm_first_token_ms, tts_first_audio_ms, total_ms, waterfall } = message;
  return {
    kind: 'timing' as const,
    id: `${message.seq}`,
    order: timingOrder(view.items, message.seq, message.segment_id),
    timing: { endpointing_ms, stt_ms, llm_first_token_ms, tts_first_audio_ms, total_ms, waterfall },
  };
}

function applySessionState(
  view: TranscriptView,
  { state, reason, message, at }: Extract<ViewerMessage, { type: 'session_state' }>,
): TranscriptView {
  const over = state === 'ended' || state === 'failed';
  return {
    ...view,
    session: { state, reason, message },
    beganAt: state === 'active' ? (view.beganAt ?? Date.parse(at)) : view.beganAt,
    speaking: over ? { caller: false, agent: false } : view.speaking,
    agentState: over ? 'gone' : view.agentState,
  };
}
