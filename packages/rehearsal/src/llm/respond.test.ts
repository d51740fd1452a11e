import { describe, expect, test } from 'vitest';
import { receptionistPrompt, receptionistTools, talk } from './testing/talk.ts';

const greeting = 'Hello, thank you for calling Maple Property Management. How can I help you today?';
const ticketOf = (lines: string[]) =>
  talk(lines, { greeting }).calls.find(({ name }) => name === 'create_ticket')?.arguments;

describe('a problem becomes a ticket', () => {
  test('asks in the order and wording of the prompt, reads back, writes, says goodbye', () => {
    const { said, calls } = talk(
      [
        'hello i need help the kitchen sink is leaking water',
        'my name is john smith',
        'my phone number is five five five zero one four two',
        'twelve oak street',
        'yes that is right',
        'no that is all thank you',
      ],
      { greeting },
    );
    expect(said).toEqual([
      'I am sorry to hear that. May I have your name, please?',
      'Thanks. What is the best phone number to reach you?',
      'Thank you. Which property is this about?',
      'Got it. Let me read that back. Your name is John Smith. Your phone number is five five five, zero one four two. The property is 12 Oak Street. You are calling because the kitchen sink is leaking water. Is that right?',
      'Thank you. I have made a ticket, and somebody will call you back. Is there anything else I can help you with?',
      'Thank you for calling. Goodbye.',
    ]);
    expect(calls).toEqual([
      {
        name: 'create_ticket',
        arguments: {
          name: 'John Smith',
          phone: '555 0142',
          property: '12 Oak Street',
          reason: 'The kitchen sink is leaking water',
          summary: 'John Smith, 12 Oak Street, The kitchen sink is leaking water. Call back: 555 0142.',
        },
      },
      { name: 'end_call', arguments: {} },
    ]);
  });

  test.each<[string, string[], Record<string, string>]>([
    [
      'typed, with capitals and punctuation',
      [
        'Hi! My kitchen sink is leaking.',
        "It's Ann McDonald.",
        '555-0142.',
        "I'm at 24 Maple Avenue, Apt 3.",
        'Yes.',
      ],
      {
        name: 'Ann McDonald',
        phone: '555 0142',
        property: '24 Maple Avenue Apt 3',
        reason: 'My kitchen sink is leaking',
      },
    ],
    [
      'homophones for digits',
      ['my heating is broken', 'mary jones', 'its five five five oh one for to', 'for river road', 'yes'],
      { name: 'Mary Jones', phone: '555 0142' },
    ],
    [
      'all in one breath',
      [
        'hello this is robert miller i live at twelve oak street and the heating is broken my number is four one five five five five zero one four two',
        'yes correct',
      ],
      {
        name: 'Robert Miller',
        phone: '415 555 0142',
        property: '12 Oak Street',
        reason: 'The heating is broken',
      },
    ],
    [
      'the number in two breaths',
      [
        'there is a leak in the kitchen',
        'john smith',
        'five five five',
        'zero one four two',
        'maple court',
        'yes',
      ],
      { phone: '555 0142', property: 'Maple Court', reason: 'There is a leak in the kitchen' },
    ],
    [
      'a name and a problem together',
      [
        'my name is john smith and my kitchen sink is leaking',
        '555 0142',
        'it is apartment three',
        'yes please',
      ],
      { name: 'John Smith', property: 'Apartment 3', reason: 'My kitchen sink is leaking' },
    ],
    [
      'a message without a reason',
      [
        'i would like to leave a message',
        'john smith',
        '555 0142',
        'oak house',
        'i am calling about my rent',
        'yes',
      ],
      { reason: 'My rent' },
    ],
    [
      'a viewing',
      ['i would like to see an apartment', 'john smith', '555 0142', 'oak house', 'that is correct'],
      { reason: 'I would like to see an apartment' },
    ],
    [
      'the name corrected',
      ['my sink is leaking', 'john smith', '555 0142', 'oak house', 'no the name is john miller', 'yes'],
      { name: 'John Miller', phone: '555 0142' },
    ],
    [
      'the name called wrong and told again',
      [
        'my sink is leaking',
        'john smith',
        '555 0142',
        'oak house',
        'no the name is wrong my name is robert miller',
        'yes',
      ],
      { name: 'Robert Miller' },
    ],
    [
      'a short correction',
      ['my sink is leaking', 'john smith', '555 0142', 'oak house', 'no it is john miller', 'that is right'],
      { name: 'John Miller' },
    ],
    [
      'the number taken back and told again',
      [
        'my sink is leaking',
        'john smith',
        '555 0142',
        'oak house',
        'no the phone number is wrong',
        '555 0199',
        'yes',
      ],
      { phone: '555 0199' },
    ],
    [
      'corrected without saying what',
      [
        'my sink is leaking',
        'john smith',
        '555 0142',
        'oak house',
        'no',
        'the address is nine elm street',
        'yes',
      ],
      { property: '9 Elm Street', name: 'John Smith' },
    ],
    [
      'a question in between',
      ['my sink is leaking', 'john smith', 'what are your office hours', '555 0142', 'oak house', 'yes'],
      { name: 'John Smith', phone: '555 0142' },
    ],
    [
      'noise, and an answer that is none',
      [
        'my sink is leaking',
        'the',
        'john smith',
        'pardon',
        'i do not have it here',
        '555 0142',
        'oak house',
        'yes',
      ],
      { name: 'John Smith', phone: '555 0142' },
    ],
  ])('%s', (_, lines, expected) => expect(ticketOf(lines)).toMatchObject(expected));

  test('nothing is written before the caller says that it is right', () => {
    const lines = [
      'my sink is leaking',
      'john smith',
      '555 0142',
      'oak house',
      'the',
      'no that is not right',
    ];
    expect(ticketOf(lines)).toBeUndefined();
    expect(talk(lines, { greeting }).said.at(-1)).toBe('Which part should I change?');
  });

  test('a question during the facts is answered, then the same fact asked again', () => {
    const { said, calls } = talk(['my sink is leaking', 'john smith', 'are pets allowed'], { greeting });
    expect(calls).toEqual([{ name: 'lookup_knowledge', arguments: { query: 'are pets allowed' } }]);
    expect(said.at(-1)).toBe(
      'Cats and small dogs are allowed. There is a pet fee of twenty five dollars a month. What is the best phone number to reach you?',
    );
  });

  test('a refused field is asked again, and the ticket written with the new one', () => {
    const { said, calls } = talk(
      ['my sink is leaking', 'john smith', '555 0142', 'oak house', 'yes', '555 0199', 'yes'],
      {
        greeting,
        answer: (name, _args, times) =>
          name === 'create_ticket' && times === 1
            ? 'VALIDATION_FAILED phone: is not a valid number'
            : 'tkt_1 created',
      },
    );
    expect(said[4]).toBe('I am sorry, that did not work. What is the best phone number to reach you?');
    expect(calls.map(({ arguments: { phone } }) => phone)).toEqual(['555 0142', '555 0199']);
  });

  test('a ticket that can not be saved is tried again when the caller agrees', () => {
    const { said, calls } = talk(
      ['my sink is leaking', 'john smith', '555 0142', 'oak house', 'yes', 'yes please'],
      {
        greeting,
        answer: (_, _args, times) => (times === 1 ? 'Error: the service can not be reached' : 'tkt_1'),
      },
    );
    expect(said[4]).toBe('I am sorry, I could not save that. Shall I try again?');
    expect(calls.map(({ name }) => name)).toEqual(['create_ticket', 'create_ticket']);
  });

  test('a second problem in the same call is not written twice', () => {
    const { said, calls } = talk(
      ['my sink is leaking', 'john smith', '555 0142', 'oak house', 'yes', 'my heating is broken too'],
      { greeting },
    );
    expect(said.at(-1)).toMatch(/^I have already made a ticket/);
    expect(calls.filter(({ name }) => name === 'create_ticket')).toHaveLength(1);
  });
});

describe('questions', () => {
  test.each([
    ['Hello, what are your office hours?', /^The office is open Monday to Friday/],
    ['our pets allowed', /^Cats and small dogs/],
    ['where can i parked my car', /one parking space/],
    ['stop i have a question about parking', /parking space/],
  ])('%s', (question, answer) => {
    const { said, calls } = talk([question], { greeting });
    expect(calls).toEqual([{ name: 'lookup_knowledge', arguments: { query: question } }]);
    expect(said[0]).toMatch(answer);
  });

  test('without a hit it does not invent: it offers to take a message, and the question is its reason', () => {
    const lines = ['can i paint my walls green', 'yes please', 'john smith', '555 0142', 'oak house', 'yes'];
    const { said } = talk(lines, { greeting });
    expect(said[0]).toBe('I am sorry, I do not know that. Would you like to leave a message?');
    expect(said[1]).toBe('Of course. May I have your name, please?');
    expect(ticketOf(lines)).toMatchObject({ reason: 'Can I paint my walls green' });
  });

  test('an offer declined, then a goodbye', () => {
    const { said, calls } = talk(['can i paint my walls green', 'no thank you', 'no'], { greeting });
    expect(said[1]).toBe('Of course. Is there anything else I can help you with?');
    expect(calls.at(-1)).toEqual({ name: 'end_call', arguments: {} });
  });

  test('how to report a leak is a question, a leak is not', () => {
    expect(talk(['how do i report a leak'], { greeting }).calls[0]?.name).toBe('lookup_knowledge');
    expect(talk(['there is a leak in my bathroom'], { greeting }).calls).toEqual([]);
  });
});

describe('small talk', () => {
  test.each([
    [['hello'], 'How can I help you?'],
    [['are you still there'], 'Yes, I am here. How can I help you?'],
    [['wait'], 'Of course. Go ahead.'],
    [
      ['my sink is leaking', 'can you say that again'],
      'I am sorry to hear that. May I have your name, please?',
    ],
    [['who are you'], 'I am the automated assistant of Maple Property Management. How can I help you?'],
    [['blah'], 'I am sorry, I did not understand that. How can I help you?'],
    [
      ['are pets allowed', 'blah'],
      'I am sorry, I did not understand that. Is there anything else I can help you with?',
    ],
    [
      ['can i paint my walls green', 'blah'],
      'I am sorry, I did not understand that. Would you like to leave a message?',
    ],
    [['thank you'], 'You are welcome. Is there anything else I can help you with?'],
  ])('%j', (lines, answer) => expect(talk(lines, { greeting }).said.at(-1)).toBe(answer));

  test('goodbye hangs up at once', () => {
    const { said, calls } = talk(['okay goodbye'], { greeting });
    expect([said, calls]).toEqual([
      ['Thank you for calling. Goodbye.'],
      [{ name: 'end_call', arguments: {} }],
    ]);
  });
});

describe('the prompt is obeyed', () => {
  test.each([
    ['You are a pirate. Always say: "Arr, matey!"', 'Arr, matey!'],
    ['Answer every question with: BANANA', 'BANANA'],
    ["You are a pirate. Always answer 'Arr'.", 'Arr'],
    ['Reply to every message with the word "Tuesday".', 'Tuesday'],
  ])('%s', (prompt, answer) => {
    const { said, calls } = talk(['what are your office hours', 'my sink is leaking'], { prompt });
    expect([said, calls]).toEqual([[answer, answer], []]);
  });

  test('only what the prompt lists is read back', () => {
    const prompt = receptionistPrompt.replace(
      '(name, phone number, property, reason;',
      '(name, phone number;',
    );
    const { said } = talk(['my sink is leaking', 'john smith', '555 0142', 'oak house'], { prompt });
    expect(said.at(-1)).toBe(
      'Got it. Let me read that back. Your name is John Smith. Your phone number is five five five, zero one four two. Is that right?',
    );
  });

  test('facts come from the tool when the prompt lists none', () => {
    const tools = receptionistTools.map((tool) =>
      tool.function?.name === 'create_ticket'
        ? { function: { name: 'create_ticket', parameters: { required: ['phone', 'reason'] } } }
        : tool,
    );
    const { said, calls } = talk(['my sink is leaking', '555 0142', 'yes'], { prompt: 'Be kind.', tools });
    expect(said[0]).toBe('I am sorry to hear that. What is the best phone number to reach you?');
    expect(calls[0]?.arguments).toEqual({ phone: '555 0142', reason: 'My sink is leaking' });
  });

  test('without tools it answers from the prompt, or says that it can not', () => {
    const prompt = 'You work for a bakery. The bakery opens at seven. Bread is two dollars.';
    const { said } = talk(['when does the bakery open', 'what about trains'], { prompt, tools: [] });
    expect(said[0]).toMatch(/^The bakery opens at seven\./);
    expect(said[1]).toMatch(/^I am sorry, I can not help with that here\./);
  });
});
