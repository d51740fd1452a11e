import type { KnowledgeCategory } from '@parley/contracts';

/** What people say when they ask about such a thing at all, whatever the business. */
export const categoryWords: Partial<Record<KnowledgeCategory, string>> = {
  business_profile: 'company, business, about you, who are you',
  locations: 'address, location, located, where, directions, find you, get there, parking',
  opening_hours: 'open, opening, close, closing, hours, time, today, tomorrow, weekend',
  contacts: 'contact, reach, number, phone, email, speak to, talk to, department',
  services: 'service, offer, do you do',
  products: 'product, sell, buy, have',
  prices: 'price, cost, charge, fee, how much, rate, expensive',
  policies: 'rule, policy, allowed',
  booking: 'book, booking, appointment, schedule, reserve, reservation, cancel, move',
  staff: 'who, staff, team, person, works',
  promotions: 'offer, deal, discount, special, promotion, coupon, sale',
  service_area: 'area, cover, serve, come to, travel, deliver, far',
  payments: 'pay, payment, paying, card, cash, check, bill',
  emergencies: 'emergency, urgent, danger, immediately',
  legal: 'licence, license, licensed, legal, insured, certified',
  reputation: 'review, reviews, rating, award, experience, recommend, good',
};
