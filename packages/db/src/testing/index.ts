export { type CatalogueTable, readCatalogue } from './catalogue.ts';
export { fillTables } from './fill-tables.ts';
export { openTestDatabase, openTimeoutMs } from './open-test-database.ts';
export { readTenant } from './read-tenant.ts';
