/** "Hold on", in the languages that have fixed phrases. */
const requests = [
  /\b(hold on|hang on|(please )?hold( please| the line)?$|one (moment|second|sec|minute)|(a|just a) (moment|second|sec|minute)|bear with me|wait a (moment|second|minute)|let me (check|look|see|get)|give me a (moment|second|minute)|i('ll| will) be right back)\b/,
  /\b(einen (moment|augenblick)|moment bitte|bleiben sie (bitte )?dran|sekunde)\b/,
  /\b(un momento|espere( un momento)?|un segundo)\b/,
  /\b(un instant|un moment|ne quittez pas|patientez)\b/,
  /\b(un attimo|attenda|resti in linea)\b/,
  /\b(een moment(je)?|ogenblik(je)?|blijf(t u)? aan de lijn)\b/,
  /\b(só um (momento|minuto|segundo)|aguarde)\b/,
];

/** Whether somebody asks to be waited for. */
export const asksToWait = (text: string): boolean => {
  const plain = text
    .toLowerCase()
    .replace(/[’‘`]/g, "'")
    .replace(/[^\p{L}' ]+/gu, ' ')
    .trim();
  return requests.some((request) => request.test(plain));
};
