export { isParleyApiError, ParleyApiError } from '../parley-api-error.ts';
export { createTicket } from './create-ticket.ts';
export type { EventReporterOptions, Refusal } from './event-reporter.ts';
export { EventReporter } from './event-reporter.ts';
export { fetchSessionBrief } from './fetch-session-brief.ts';
export { optOut } from './opt-out.ts';
export { searchKnowledge } from './search-knowledge.ts';
export { answerTransfer, transferCall } from './transfer-call.ts';
export type { WorkerAccess } from './worker-access.ts';
