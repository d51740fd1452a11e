import type { Verdict } from '../opening-judge.ts';

/** What is heard after a call is answered: sentences with their length, and the pause behind each, in milliseconds. */
export interface Opening {
  is: Verdict;
  heard: [text: string, ms: number, pauseMs: number][];
}

const of =
  (is: Verdict) =>
  (...heard: Opening['heard']): Opening => ({ is, heard });
const person = of('person');
const voicemail = of('voicemail');
const screening = of('screening');
const menu = of('menu');

export const openings: Opening[] = [
  person(['hello', 450, 3_000]),
  person(['hello hello', 900, 3_000]),
  person(['yeah', 300, 3_000]),
  person(['yes hello', 800, 3_000]),
  person(['hi this is anna', 1_100, 3_000]),
  person(['smith', 500, 3_000]),
  person(['john speaking', 900, 3_000]),
  person(['who is this', 800, 3_000]),
  person(['good morning', 700, 3_000]),
  person(['müller guten tag', 1_200, 3_000]),
  person(['allo oui', 700, 3_000]),
  person(['diga', 400, 3_000]),
  person(['pronto', 500, 3_000]),
  person(['hello the smith residence', 1_500, 3_000]),
  person(['thank you for calling harbor dental this is karen how can i help you', 3_900, 3_000]),
  person(['good afternoon maple street garage mike speaking', 2_800, 3_000]),
  person(["you've reached the law offices of baker and dunn how may i help you", 4_000, 3_000]),
  person(['riverside clinic would you like to leave a message for the doctor', 3_600, 3_000]),
  person(['hold on', 500, 700], ['sorry who is calling', 1_200, 3_000]),
  person(["hello it's a bad line can you hear me", 2_200, 3_000]),

  voicemail(
    ["hi you've reached john smith", 1_900, 300],
    ["i can't come to the phone right now", 1_900, 300],
    ['please leave a message after the tone', 2_200, 800],
  ),
  voicemail(
    ['you have reached the voicemail box of', 2_100, 300],
    ['anna lee', 800, 400],
    ['at the tone please record your message', 2_300, 500],
  ),
  voicemail(
    ['please leave your message for', 1_900, 300],
    ['four one five five five five zero one four two', 3_400, 700],
  ),
  voicemail(
    ['the person you are calling is not available', 2_400, 400],
    ['please leave a message after the beep', 2_200, 700],
  ),
  voicemail(
    ['your call has been forwarded to an automated voice messaging system', 3_900, 400],
    ['is not available at the tone please record your message', 3_200, 500],
  ),
  voicemail(['hey it is mike leave me a message and i will get back to you as soon as possible', 4_000, 900]),
  voicemail([
    'hi this is karen i am not available right now but leave your name and number and i will call you back',
    5_600,
    900,
  ]),
  voicemail(['the subscriber you have dialed is not in service', 2_900, 1_500]),
  voicemail(
    ['we are unable to take your call right now', 2_400, 400],
    ['please leave a detailed message', 1_800, 800],
  ),
  voicemail(['this mailbox is full', 1_900, 1_500]),
  voicemail([
    'hi you have reached the jones family we are out having fun somewhere in the sun so sing your song when the music is done',
    7_600,
    1_500,
  ]),
  voicemail(
    ['sie haben die nummer null eins sieben gewählt', 3_000, 400],
    ['bitte hinterlassen sie eine nachricht nach dem signalton', 2_900, 700],
  ),
  voicemail(['hier ist die mailbox von peter müller', 2_400, 600]),
  voicemail(
    ['ha llamado al buzón de voz de', 2_000, 300],
    ['deje su mensaje después de la señal', 2_300, 700],
  ),
  voicemail(
    ['bonjour vous êtes bien sur la messagerie de', 2_300, 300],
    ['laissez un message après le bip', 2_000, 700],
  ),
  voicemail(
    ['risponde la segreteria telefonica', 2_200, 300],
    ['lasciate un messaggio dopo il segnale', 2_200, 700],
  ),

  screening(
    ['hi the person you are calling is using a screening service from google', 3_900, 300],
    ['please state your name and the reason for calling', 2_700, 3_000],
  ),
  screening(['please say your name and why you are calling', 2_400, 3_000]),
  screening([
    'record your name and reason for calling and i will see if this person is available',
    4_300,
    3_000,
  ]),
  screening(['before i connect you please tell me your name', 2_500, 3_000]),
  screening(
    ['this is the call assistant of john smith', 2_300, 400],
    ['what is your call about', 1_200, 3_000],
  ),
  screening(["who's calling and what is it about", 1_900, 3_000]),

  menu(
    ['thank you for calling city water', 1_900, 300],
    ['for billing press one', 1_300, 300],
    ['for repairs press two', 1_300, 500],
  ),
  menu(['please listen carefully as our menu options have changed', 3_000, 400]),
  menu(['press one for english', 1_300, 300], ['para español oprima el dos', 1_600, 600]),
  menu(['welcome to harbor bank', 1_500, 300], ['to hear your balance press one', 1_800, 500]),
  menu(['willkommen bei den stadtwerken', 1_900, 300], ['für störungen drücken sie die eins', 2_200, 600]),
  menu(['you are in the main menu', 1_900, 600]),
];
