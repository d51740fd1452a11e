import type { KnowledgeCategory, KnowledgeData } from '@parley/contracts';
import { renderAbout } from './render-about.ts';
import { renderOffer } from './render-offer.ts';
import { renderRules } from './render-rules.ts';
import type { Rendered } from './rendered.ts';

const renderers: { [C in KnowledgeCategory]: (data: KnowledgeData<C>) => Rendered } = {
  ...renderAbout,
  ...renderOffer,
  ...renderRules,
};

/** The data of an item, which fits its category, as it is searched and said. */
export const renderItem = (category: KnowledgeCategory, data: Record<string, unknown>): Rendered =>
  (renderers[category] as (data: Record<string, unknown>) => Rendered)(data);
