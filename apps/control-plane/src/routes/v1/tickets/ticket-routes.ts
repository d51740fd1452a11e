import type { Dependencies } from '../../../dependencies.ts';
import type { App } from '../../app-type.ts';
import { addTicketCommentRoute } from './add-ticket-comment.ts';
import { createTicketRoute } from './create-ticket.ts';
import { exportTicketsRoute } from './export-tickets.ts';
import { getTicketRoute } from './get-ticket.ts';
import { listTicketCommentsRoute } from './list-ticket-comments.ts';
import { listTicketsRoute } from './list-tickets.ts';
import { moveTicketRoute } from './move-ticket.ts';
import { updateTicketRoute } from './update-ticket.ts';

export function ticketRoutes(app: App, dependencies: Dependencies): void {
  createTicketRoute(app, dependencies);
  listTicketsRoute(app, dependencies);
  exportTicketsRoute(app, dependencies);
  getTicketRoute(app, dependencies);
  updateTicketRoute(app, dependencies);
  moveTicketRoute(app, dependencies);
  addTicketCommentRoute(app, dependencies);
  listTicketCommentsRoute(app, dependencies);
}
