import { VoiceBars } from '../../components/voice-bars.tsx';

/** Who is on either side, and who is speaking. */
export function LaneHeads(props: {
  callerName: string;
  agentName: string;
  speaking: { caller: boolean; agent: boolean };
  callerWords: string;
  agentState: string;
  agentWords: string;
}) {
  const { speaking } = props;
  return (
    <div className="grid grid-cols-2 gap-3 @2xl:grid-cols-[1fr_5rem_1fr] @2xl:gap-0">
      <div className="flex min-w-0 items-center gap-2.5 @2xl:justify-end">
        <VoiceBars active={speaking.caller} className="text-caller" />
        <div className="min-w-0 @2xl:order-first @2xl:text-right">
          <p className="truncate font-semibold text-caller">{props.callerName}</p>
          <p className="text-sm text-muted" data-testid="speaking-caller" data-active={speaking.caller}>
            {props.callerWords}
          </p>
        </div>
      </div>
      <div className="flex min-w-0 items-center gap-2.5 @2xl:col-start-3">
        <VoiceBars active={speaking.agent} className="text-agent" />
        <div className="min-w-0">
          <p className="truncate font-semibold text-agent">{props.agentName}</p>
          <p className="text-sm text-muted">
            <span data-testid="agent-state" data-state={props.agentState}>
              {props.agentWords}
            </span>
            <span className="sr-only" data-testid="speaking-agent" data-active={speaking.agent}>
              {speaking.agent ? ' (heard now)' : ''}
            </span>
          </p>
        </div>
      </div>
    </div>
  );
}
