import type { KnowledgeData } from '@parley/contracts';
import { labelled, list, rendered, sentences } from './rendered.ts';
import { sayMoney } from './say-money.ts';
import { sayNumber } from './say-number.ts';
import { sayDate } from './say-time.ts';

/** What is to be had, where, and what it costs. */
export const renderOffer = {
  services: (data: KnowledgeData<'services'>) =>
    rendered(
      data.name,
      sentences(
        data.description,
        labelled('For', data.for_whom),
        data.duration_minutes && `It takes about ${sayDuration(data.duration_minutes)}`,
        data.preparation,
        data.notes,
      ),
      data,
    ),
  products: (data: KnowledgeData<'products'>) =>
    rendered(
      data.name,
      sentences(
        data.description,
        data.price && `The price is ${sayMoney(data.price)}`,
        data.availability,
        data.notes,
      ),
      data,
    ),
  prices: (data: KnowledgeData<'prices'>) =>
    rendered(
      `Price: ${data.name}`,
      sentences(
        data.price &&
          [
            `${data.name} costs`,
            data.from && 'from',
            sayMoney(data.price),
            data.up_to && `to ${sayMoney(data.up_to)}`,
            data.unit && `per ${data.unit}`,
          ]
            .filter(Boolean)
            .join(' '),
        labelled('Included', data.included),
        data.notes,
      ),
      data,
    ),
  promotions: (data: KnowledgeData<'promotions'>) =>
    rendered(
      data.name,
      sentences(
        data.description,
        data.starts_on && `It begins on ${sayDate(data.starts_on)}`,
        data.ends_on && `It ends on ${sayDate(data.ends_on)}`,
        data.conditions,
        labelled('Code', data.code),
        data.notes,
      ),
      data,
    ),
  service_area: (data: KnowledgeData<'service_area'>) =>
    rendered(
      data.name,
      sentences(
        `We serve ${list(data.places)}`,
        data.radius,
        data.excluded && `We do not serve ${list(data.excluded, 'or')}`,
        data.travel_fee && `Coming out costs ${sayMoney(data.travel_fee)}`,
        data.conditions,
        data.notes,
      ),
      data,
    ),
  payments: (data: KnowledgeData<'payments'>) =>
    rendered(
      /pa(y|id)/i.test(data.name) ? data.name : `Paying: ${data.name}`,
      sentences(
        `You can pay by ${list(data.methods, 'or')}`,
        data.not_accepted && `We do not take ${list(data.not_accepted, 'or')}`,
        data.due && `Due ${data.due}`,
        data.late,
        data.installments,
        data.notes,
      ),
      data,
    ),
};

function sayDuration(minutes: number): string {
  if (minutes % 60 !== 0) return `${sayNumber(minutes)} minutes`;
  return minutes === 60 ? 'one hour' : `${sayNumber(minutes / 60)} hours`;
}
