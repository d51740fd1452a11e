import type { ToolItem } from './transcript-view.ts';

const words: Record<string, Record<ToolItem['status'], string>> = {
  lookup_knowledge: {
    started: 'Looking it up',
    succeeded: 'Looked it up',
    failed: 'Could not look it up',
  },
  create_ticket: {
    started: 'Writing the ticket',
    succeeded: 'Wrote the ticket',
    failed: 'Could not write the ticket',
  },
  end_call: { started: 'Ending the call', succeeded: 'Ended the call', failed: 'Could not end the call' },
};

/** What the agent did, in words; a tool that is new to this page goes by its name. */
export function toolWords({ name, status }: Pick<ToolItem, 'name' | 'status'>): string {
  const spaced = name.replaceAll('_', ' ');
  const fallback = { started: `Using ${spaced}`, succeeded: `Used ${spaced}`, failed: `${spaced} failed` };
  return (words[name] ?? fallback)[status];
}
