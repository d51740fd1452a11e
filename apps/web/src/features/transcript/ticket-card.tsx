import type { Ticket } from '@parley/contracts';

/** What was collected, by key: agents ask for different things. */
function factsOf({ name, phone, property, reason, facts = {} }: Ticket): [string, string][] {
  const own = Object.entries(facts).map(([key, value]): [string, string] => [
    key,
    typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value),
  ]);
  const all: [string, string][] = [...Object.entries({ name, phone, property, reason }), ...own];
  return all.filter(([, value]) => value !== '');
}

const labelOf = (key: string): string => `${key.charAt(0).toUpperCase()}${key.slice(1).replaceAll('_', ' ')}`;

/** What the agent took down. */
export function TicketCard({ ticket }: { ticket: Ticket }) {
  return (
    <section aria-label="Ticket" data-testid="ticket" className="rounded-md border border-line bg-surface">
      <header className="flex items-baseline justify-between gap-3 border-b border-dashed border-edge px-4 py-2.5">
        <h2 className="font-semibold">Ticket</h2>
        <span className="text-sm text-muted">{ticket.status.replaceAll('_', ' ')}</span>
      </header>
      <dl className="grid gap-2.5 px-4 py-3">
        {factsOf(ticket).map(([field, value]) => (
          <div key={field} className="grid grid-cols-[5rem_1fr] gap-2">
            <dt className="text-sm text-muted [overflow-wrap:anywhere]">{labelOf(field)}</dt>
            <dd data-testid={`ticket-${field}`} className="[overflow-wrap:anywhere]">
              {value}
            </dd>
          </div>
        ))}
      </dl>
      {ticket.summary && (
        <p className="border-t border-line px-4 py-3 text-sm text-muted">{ticket.summary}</p>
      )}
    </section>
  );
}
