export * from './knowledge/categories.ts';
export * from './knowledge/category-wire.ts';
export * from './knowledge/documents.ts';
export { type Day, days, type Hours, type Money } from './knowledge/fields.ts';
export * from './knowledge/import.ts';
export * from './knowledge/items.ts';
export * from './knowledge/search.ts';
