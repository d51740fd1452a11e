/**
 * An item as an export holds it, as an import takes it: what is told of an item and never set is left out, and the time
 * of the review becomes the word that there was one.
 */
export function readExported(item: Record<string, unknown>): Record<string, unknown> {
  const {
    title: _title,
    revision: _revision,
    created_at: _created,
    updated_at: _updated,
    reviewed_at: reviewedAt,
    ...rest
  } = item;
  return reviewedAt === undefined ? rest : { reviewed: reviewedAt !== null, ...rest };
}
