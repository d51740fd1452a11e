import type { Ticket } from '@parley/contracts';

const facts = [
  ['name', 'Name'],
  ['phone', 'Phone'],
  ['property', 'Property'],
  ['reason', 'Reason'],
] as const;

/** What the agent took down. */
export function TicketCard({ ticket }: { ticket: Ticket }) {
  return (
    <section aria-label="Ticket" data-testid="ticket" className="rounded-md border border-line bg-surface">
      <header className="flex items-baseline justify-between gap-3 border-b border-dashed border-edge px-4 py-2.5">
        <h2 className="font-semibold">Ticket</h2>
        <span className="text-sm text-muted">{ticket.status.replaceAll('_', ' ')}</span>
      </header>
      <dl className="grid gap-2.5 px-4 py-3">
        {facts.map(([field, label]) => (
          <div key={field} className="grid grid-cols-[5rem_1fr] gap-2">
            <dt className="text-sm text-muted">{label}</dt>
            <dd data-testid={`ticket-${field}`} className="[overflow-wrap:anywhere]">
              {ticket[field]}
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
