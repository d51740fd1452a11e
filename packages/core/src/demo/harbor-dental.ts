import type { DemoBusiness } from './demo-business.ts';

/** A dentist: a tenant whose words have nothing in common with the first one's. */
export const harborDental: DemoBusiness = {
  name: 'Harbor Dental',
  agentName: 'Harbor Front Desk',
  config: {
    greeting: 'Harbor Dental, good day. What can I do for you?',
    persona: 'You are at the front desk of Harbor Dental. You are friendly, patient and reassuring.',
    instructions:
      'Callers are patients. Answer questions about visits, insurance and prices. You give no medical advice: for pain, take a message, and the dentist calls back.',
    goals: ['Somebody in pain is seen the same day.', 'Everybody else has an answer, or a ticket.'],
    collect: [
      { key: 'name', label: 'Full name', question: 'What is your full name?' },
      {
        key: 'phone',
        label: 'Phone number',
        question: 'At which number can the dentist reach you?',
        type: 'phone',
      },
      {
        key: 'property',
        label: 'Practice',
        question: 'Do you come to our harbor practice or to the one downtown?',
      },
      { key: 'reason', label: 'Reason for the call', question: 'What is it about?' },
    ],
  },
  knowledge: [
    {
      title: 'Surgery times',
      text: 'The dentists see patients from Monday to Thursday, from eight until four. On Friday we see emergencies only.',
      keywords: 'open, hours, time, appointment, friday, close',
    },
    {
      title: 'Insurance',
      text: 'We work with most dental insurers. Bring your card, and we send the bill to them directly.',
      keywords: 'insurer, plan, cover, coverage, bill, card',
    },
    {
      title: 'Teeth cleaning',
      text: 'A cleaning takes about forty minutes. We recommend one every six months.',
      keywords: 'clean, hygiene, hygienist, polish, whitening',
    },
    {
      title: 'Toothache',
      text: 'If a tooth hurts, we see you the same day. Until then, do not chew on that side.',
      keywords: 'pain, ache, hurt, emergency, broken tooth, swelling, urgent',
    },
  ],
};
