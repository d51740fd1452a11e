import type { KnowledgeData } from '@parley/contracts';
import { labelled, list, rendered, sentences } from './rendered.ts';
import { sayDate, sayDays, sayHours } from './say-time.ts';

/** Who the business is, where, and when. */
export const renderAbout = {
  business_profile: (data: KnowledgeData<'business_profile'>) =>
    rendered(
      `About ${data.name}`,
      sentences(
        data.description,
        labelled('Business', data.industry),
        data.founded && `Founded in ${data.founded}`,
        data.languages && `We speak ${list(data.languages)}`,
        labelled('Website', data.website),
        data.notes,
      ),
      data,
    ),
  locations: (data: KnowledgeData<'locations'>) =>
    rendered(
      data.name,
      sentences(
        `The address is ${[data.address, data.city].filter(Boolean).join(', ')}`,
        data.directions,
        labelled('Parking', data.parking),
        labelled('Accessibility', data.accessibility),
        data.notes,
      ),
      data,
    ),
  opening_hours: (data: KnowledgeData<'opening_hours'>) =>
    rendered(
      /hours|times/i.test(data.title) ? data.title : `${data.title} hours`,
      sentences(
        ...data.regular.map(({ days, hours }) =>
          hours.length === 0 ? `Closed on ${sayDays(days)}` : `${sayDays(days)} ${sayHours(hours)}`,
        ),
        ...(data.exceptions ?? []).map(
          ({ date, name, hours }) =>
            `On ${[name, sayDate(date)].filter(Boolean).join(', ')}, ${hours.length === 0 ? 'we are closed' : sayHours(hours)}`,
        ),
        data.notes,
      ),
      data,
    ),
  contacts: (data: KnowledgeData<'contacts'>) =>
    rendered(
      data.name,
      sentences(
        data.purpose && `For ${data.purpose}`,
        labelled('Phone', data.phone),
        labelled('E-mail', data.email),
        data.hours,
        data.notes,
      ),
      data,
    ),
  staff: (data: KnowledgeData<'staff'>) =>
    rendered(
      `${data.name}, ${data.role}`,
      sentences(
        data.about,
        data.languages && `Speaks ${list(data.languages)}`,
        data.availability,
        data.notes,
      ),
      data,
    ),
  reputation: (data: KnowledgeData<'reputation'>) =>
    rendered(
      data.name,
      sentences(
        data.statement,
        labelled('Source', data.source),
        data.year && `Year: ${data.year}`,
        data.notes,
      ),
      data,
    ),
  legal: (data: KnowledgeData<'legal'>) =>
    rendered(
      data.name,
      sentences(
        data.statement,
        labelled('Number', data.number),
        labelled('Authority', data.authority),
        data.notes,
      ),
      data,
    ),
};
