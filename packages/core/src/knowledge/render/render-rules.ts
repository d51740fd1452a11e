import type { KnowledgeData } from '@parley/contracts';
import { labelled, list, rendered, sentences } from './rendered.ts';

const actions = {
  answer: undefined,
  take_message: 'Take a message',
  transfer: 'Transfer the caller',
  call_back: 'Offer to call back',
  decline: 'Decline politely',
};

/** How things go, and what callers are told. */
export const renderRules = {
  policies: (data: KnowledgeData<'policies'>) =>
    rendered(data.name, sentences(data.rule, data.exceptions, data.notes), data),
  booking: (data: KnowledgeData<'booking'>) =>
    rendered(
      data.name,
      sentences(
        data.how,
        labelled('Notice', data.notice),
        data.needed && `We need to know ${list(data.needed)}`,
        data.changes,
        labelled('Online', data.link),
        data.notes,
      ),
      data,
    ),
  faqs: (data: KnowledgeData<'faqs'>) => rendered(data.question, data.answer, data, data.also_asked),
  emergencies: (data: KnowledgeData<'emergencies'>) =>
    rendered(
      data.name,
      sentences(data.instructions, labelled('Phone', data.phone), data.availability, data.notes),
      data,
      data.signs,
    ),
  call_handling: (data: KnowledgeData<'call_handling'>) =>
    rendered(
      data.situation,
      sentences(
        actions[data.action],
        data.instructions,
        labelled('Transfer to', data.transfer_to),
        data.notes,
      ),
      data,
      data.examples,
    ),
};
