import type { DemoBusiness } from './demo-business.ts';

/** A property manager, whose tenants call about their homes. */
export const mapleProperty: DemoBusiness = {
  name: 'Maple Property Management',
  agentName: 'Maple Reception',
  config: {
    greeting: 'Thank you for calling Maple Property Management. How can I help you today?',
    persona:
      'You are the receptionist of Maple Property Management. You are warm, calm and brief, and you sound like somebody who has worked at the front desk for years.',
    instructions:
      'Most callers rent a home from us. Answer questions about the office, rent, repairs, pets, parking and viewings. When something is broken, or when the caller wants somebody to call back, take a message. When somebody is in danger, or smells gas, tell them to leave the building and call nine one one first.',
    goals: [
      'The caller has an answer, or a ticket that our staff can act on without calling back to ask.',
      'The caller knows what happens next.',
    ],
    collect: [
      { key: 'name', label: 'Full name', question: 'May I have your full name, please?' },
      {
        key: 'phone',
        label: 'Phone number',
        question: 'What is the best phone number to reach you?',
        type: 'phone',
      },
      { key: 'property', label: 'Property', question: 'Which property or address is this about?' },
      { key: 'reason', label: 'Reason for the call', question: 'What is the problem, in a few words?' },
    ],
  },
  knowledge: [
    {
      title: 'Office hours',
      text: 'Our office is open Monday to Friday from nine in the morning until six in the evening, and on Saturday from ten until two. We are closed on Sunday.',
      keywords:
        'open, opening, close, closing, time, times, weekend, saturday, sunday, holiday, visit, business hours',
    },
    {
      title: 'Office address',
      text: 'You find us at twelve Garden Street, next to the public library. The entrance is on the corner, and there is a bell.',
      keywords: 'address, location, located, where, find you, directions, street, come by',
    },
    {
      title: 'Rent payment',
      text: 'Rent is due on the first day of each month. You can pay through the resident website, by bank transfer, or by check at our office. After the fifth there is a late fee of fifty dollars.',
      keywords:
        'pay, paying, payment, due, late, fee, money, bill, check, transfer, online, card, lease payment',
    },
    {
      title: 'Maintenance and repairs',
      text: 'For a repair, tell me what is wrong and I will pass it to our maintenance team. They come within two working days, and the same day when water is leaking.',
      keywords:
        'maintenance, repair, fix, broken, leak, leaking, sink, faucet, toilet, pipe, drain, clogged, heating, heater, boiler, air conditioning, dishwasher, washing machine, appliance, light, lock, plumber, request',
    },
    {
      title: 'Pets',
      text: 'Yes, you may keep up to two pets, cats or dogs, for an extra twenty five dollars a month for each. Please let us know before you bring one home.',
      keywords: 'pet, dog, dogs, cat, cats, puppy, kitten, animal, animals, bird, fish, keep, allowed',
    },
    {
      title: 'Parking',
      text: 'Every apartment has one parking space, marked with the number of your door. Visitors may park on the street, and a second space costs forty dollars a month.',
      keywords:
        'park, car, cars, vehicle, garage, space, spot, lot, visitor, guest, permit, truck, motorcycle',
    },
    {
      title: 'Viewings',
      text: 'We show apartments from Tuesday to Saturday, by appointment. Tell me your name and number, and a colleague calls you back to arrange a time.',
      keywords:
        'viewing, view, tour, see, visit, apartment, available, vacancy, vacant, appointment, show, look, rent a place, move in, new tenant',
    },
    {
      title: 'Emergencies',
      text: 'In a fire, or when you smell gas, leave the building and call nine one one. For a burst pipe or no heating at night, our emergency line is open day and night, and I can alert the person on duty.',
      keywords:
        'emergency, urgent, fire, smoke, gas, smell, burst, flood, flooding, night, danger, after hours, immediately, carbon monoxide',
    },
  ],
};
