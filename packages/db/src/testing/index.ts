export { type CatalogueTable, readCatalogue } from './catalogue.ts';
export { fillTables } from './fill-tables.ts';
export { countWords, insertChunks } from './insert-chunks.ts';
export { isOnPostgres, openTestDatabase, openTimeoutMs } from './open-test-database.ts';
export { readTenant } from './read-tenant.ts';
export { letLoginBypass, readTicketAsTenant, readTicketByHand } from './read-ticket.ts';
export { reportIsolation } from './report-isolation.ts';
export { openTestPostgres } from './shared-postgres.ts';
