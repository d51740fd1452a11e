import { z } from 'zod';
import { bookingSchema } from './booking.ts';
import { businessProfileSchema } from './business-profile.ts';
import { callHandlingSchema } from './call-handling.ts';
import { contactsSchema } from './contacts.ts';
import { emergenciesSchema } from './emergencies.ts';
import { faqsSchema } from './faqs.ts';
import { legalSchema } from './legal.ts';
import { locationsSchema } from './locations.ts';
import { openingHoursSchema } from './opening-hours.ts';
import { paymentsSchema } from './payments.ts';
import { policiesSchema } from './policies.ts';
import { pricesSchema } from './prices.ts';
import { productsSchema } from './products.ts';
import { promotionsSchema } from './promotions.ts';
import { reputationSchema } from './reputation.ts';
import { serviceAreaSchema } from './service-area.ts';
import { servicesSchema } from './services.ts';
import { staffSchema } from './staff.ts';

const category = <S extends z.ZodType<Record<string, unknown>>>(
  name: string,
  description: string,
  schema: S,
) => ({
  name,
  description,
  schema,
});

/** What a business knows about itself, by category: name for people, what belongs there, and the shape of one item. */
export const knowledgeCategories = {
  business_profile: category(
    'Business profile',
    'Who the business is and what it does.',
    businessProfileSchema,
  ),
  locations: category('Locations', 'Addresses, how to get there, where to park.', locationsSchema),
  opening_hours: category('Opening hours', 'When the doors are open, and holidays.', openingHoursSchema),
  contacts: category('Contacts', 'Whom to reach for what.', contactsSchema),
  services: category('Services', 'What is done for customers.', servicesSchema),
  products: category('Products', 'What is sold.', productsSchema),
  prices: category('Prices and fees', 'What it costs.', pricesSchema),
  policies: category('Policies', 'Rules that customers should know.', policiesSchema),
  booking: category('Booking and appointments', 'How to book, change and cancel.', bookingSchema),
  staff: category('Staff', 'Who works here, and what they do.', staffSchema),
  faqs: category('FAQs', 'Questions that come up often, with their answers.', faqsSchema),
  promotions: category('Promotions', 'Offers and how long they last.', promotionsSchema),
  service_area: category('Service area', 'Where the business comes to or delivers.', serviceAreaSchema),
  payments: category('Payments', 'How and when to pay.', paymentsSchema),
  emergencies: category('Emergencies', 'What to do at once, and whom to call.', emergenciesSchema),
  legal: category('Legal and compliance', 'Licences, privacy, insurance, duties.', legalSchema),
  reputation: category('Reputation', 'Awards, reviews, experience.', reputationSchema),
  call_handling: category(
    'Call handling',
    'What the agent does when a caller wants something.',
    callHandlingSchema,
  ),
} as const;

export type KnowledgeCategory = keyof typeof knowledgeCategories;
export const knowledgeCategoryNames = Object.keys(knowledgeCategories) as [
  KnowledgeCategory,
  ...KnowledgeCategory[],
];
export const knowledgeCategorySchema = z.enum(knowledgeCategoryNames);

/** The data of one item of a category, after validation. */
export type KnowledgeData<C extends KnowledgeCategory> = z.output<(typeof knowledgeCategories)[C]['schema']>;
