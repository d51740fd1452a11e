import type { Agent } from '@parley/contracts';
import { useQuery } from '@tanstack/react-query';
import { Button } from '../../components/button.tsx';
import { controlLook, Field } from '../../components/field.tsx';
import { useClient } from '../../lib/use-client.ts';

/** The tenant's agents, the default one first. */
export function useAgents() {
  const client = useClient();
  return useQuery({ queryKey: ['agents'], queryFn: async () => (await client.listAgents()).agents });
}

export function AgentChoice(props: {
  agents: Agent[] | undefined;
  failed: boolean;
  onRetry: () => void;
  value: string;
  onChange: (agentId: string) => void;
}) {
  const { agents, failed } = props;
  return (
    <Field
      label="Agent"
      problem={
        failed ? 'The agents could not be listed. The default one answers if you start now.' : undefined
      }
    >
      {(ids) => (
        <div className="flex gap-2">
          <select
            {...ids}
            value={props.value}
            onChange={(event) => props.onChange(event.target.value)}
            data-testid="agent"
            className={controlLook}
          >
            {!agents && <option value="">{failed ? 'Default agent' : 'Loading'}</option>}
            {agents?.length === 0 && <option value="">No agent yet</option>}
            {agents?.map((agent) => (
              <option key={agent.agent_id} value={agent.agent_id}>
                {agent.name}
              </option>
            ))}
          </select>
          {failed && <Button onClick={props.onRetry}>Retry</Button>}
        </div>
      )}
    </Field>
  );
}
