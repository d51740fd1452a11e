import { z } from 'zod';
import { type IdKind, idPrefixes } from './ids.ts';

/** Where the next page of a list begins: `next_cursor` of the page before. */
export const cursorSchema = (shape: RegExp) =>
  z.string().regex(shape, 'cursor must be a next_cursor of this list');

/** Of lists that are sorted by the ids of what is in them. */
export const idCursorSchema = (kind: IdKind) =>
  cursorSchema(new RegExp(`^${idPrefixes[kind]}_[0-9a-f]{32}$`));
