import type { Agent } from '@parley/contracts';
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { controlLook, Field } from '../../components/field.tsx';
import { MicrophoneChoice } from '../microphone/microphone-choice.tsx';
import { AgentChoice } from './agent-choice.tsx';
import { checkSetup, type SetupProblems } from './check-setup.ts';
import type { StartInput } from './start-call.ts';

export interface SetupValues {
  room: string;
  identity: string;
  agentId: string;
  systemPrompt: string;
}

export const toStartInput = (values: SetupValues): StartInput => ({
  room: values.room.trim(),
  identity: values.identity.trim(),
  agentId: values.agentId || undefined,
  systemPrompt: values.systemPrompt.trim() || undefined,
});

/** All that a call needs before it starts. Enter in any field starts it. */
export function SetupForm(props: {
  values: SetupValues;
  onChange: (change: Partial<SetupValues>) => void;
  agents: Agent[] | undefined;
  agentsFailed: boolean;
  onRetryAgents: () => void;
  starting: boolean;
  onStart: () => void;
}) {
  const { values, onChange, starting } = props;
  const [problems, setProblems] = useState<SetupProblems>({});
  const form = useRef<HTMLFormElement>(null);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const found = checkSetup(values);
    setProblems(found);
    const [first] = Object.keys(found);
    if (first) form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
    else if (!starting) props.onStart();
  };
  const submitOnCtrlEnter = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.current?.requestSubmit();
  };

  return (
    <form ref={form} onSubmit={submit} noValidate className="grid content-start gap-5" aria-label="New call">
      <Field label="Room" problem={problems.room}>
        {(ids) => (
          <input
            {...ids}
            name="room"
            value={values.room}
            onChange={(event) => onChange({ room: event.target.value })}
            autoComplete="off"
            data-testid="room"
            className={controlLook}
          />
        )}
      </Field>
      <Field label="Your identity" problem={problems.identity}>
        {(ids) => (
          <input
            {...ids}
            name="identity"
            value={values.identity}
            onChange={(event) => onChange({ identity: event.target.value })}
            autoComplete="off"
            data-testid="identity"
            className={controlLook}
          />
        )}
      </Field>
      <AgentChoice
        agents={props.agents}
        failed={props.agentsFailed}
        onRetry={props.onRetryAgents}
        value={values.agentId}
        onChange={(agentId) => onChange({ agentId })}
      />
      <MicrophoneChoice />
      <details open={problems.systemPrompt !== undefined || undefined}>
        <summary className="w-fit rounded-sm text-sm font-semibold">System prompt</summary>
        <div className="mt-2">
          <Field
            label="Prompt for this call"
            hint="Replaces the agent’s own prompt for this call only. Leave it empty to keep the agent’s."
            problem={problems.systemPrompt}
          >
            {(ids) => (
              <textarea
                {...ids}
                name="systemPrompt"
                rows={6}
                value={values.systemPrompt}
                onChange={(event) => onChange({ systemPrompt: event.target.value })}
                onKeyDown={submitOnCtrlEnter}
                data-testid="system-prompt"
                className={controlLook}
              />
            )}
          </Field>
        </div>
      </details>
      <Button type="submit" look="primary" disabled={starting} data-testid="start" className="w-full text-lg">
        Start
      </Button>
    </form>
  );
}
