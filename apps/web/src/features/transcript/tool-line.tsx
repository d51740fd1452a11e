import { toolWords } from './tool-words.ts';
import type { ToolItem } from './transcript-view.ts';

/** What the agent did besides talking; opens to show with what, and what came of it. */
export function ToolLine({ tool }: { tool: ToolItem }) {
  const facts = Object.entries(tool.arguments ?? {});
  const look = `lane-tool text-sm ${tool.status === 'failed' ? 'text-danger' : 'text-muted'}`;
  const words = `${toolWords(tool)}${tool.status === 'started' ? '…' : ''}`;
  if (facts.length === 0 && !tool.result) {
    return (
      <p className={look} data-testid="tool" data-status={tool.status}>
        {words}
      </p>
    );
  }
  return (
    <details className={look} data-testid="tool" data-status={tool.status}>
      <summary className="w-fit rounded-sm underline decoration-dotted underline-offset-4">{words}</summary>
      <dl className="mt-1 grid gap-1 border-l border-line pl-3 text-xs">
        {facts.map(([name, value]) => (
          <div key={name} className="flex gap-2">
            <dt className="shrink-0">{name}</dt>
            <dd className="text-ink [overflow-wrap:anywhere]">
              {typeof value === 'string' ? value : JSON.stringify(value)}
            </dd>
          </div>
        ))}
        {tool.result && (
          <div>
            <dt className="sr-only">Result</dt>
            <dd className="line-clamp-6 whitespace-pre-line [overflow-wrap:anywhere]">{tool.result}</dd>
          </div>
        )}
      </dl>
    </details>
  );
}
