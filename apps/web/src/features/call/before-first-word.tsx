/** What the page shows where the transcript will be: how the agent will begin. */
export function BeforeFirstWord({ greeting }: { greeting: string | undefined }) {
  return (
    <div className="lanes relative grid gap-y-4 py-2">
      {greeting && (
        <div className="lane-row">
          <p className="lane-words lane-agent border-dashed border-agent text-[1.0625rem] leading-relaxed text-muted">
            <span className="text-xs font-semibold text-agent">Will begin with</span>
            {greeting}
          </p>
        </div>
      )}
      <div className="lane-row">
        <p className="lane-words lane-caller border-dashed border-caller text-[1.0625rem] leading-relaxed text-muted">
          Press Start, then answer as you would on the telephone. What both of you say is written down here.
        </p>
      </div>
    </div>
  );
}
