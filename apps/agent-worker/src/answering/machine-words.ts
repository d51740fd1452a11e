/** What answers a call that is not a person in conversation. */
export type Machine = 'voicemail' | 'screening' | 'menu';

/** Words of machines, by what they are. A person who offers to take a message says none of them. */
const words: Record<Machine, RegExp[]> = {
  screening: [
    /\b(state|say|record|tell (me|us)) your name\b/,
    /\b(who is|who's|who may i say is) calling and (why|what)\b/,
    /\b(name and (the )?(reason|purpose)|reason (for|of) your call(ing)?)\b.*\b(call|calling|connect|available|see if)\b/,
    /\bcall (screening|assistant)\b|\bscreening service\b/,
    /\b(using|has) (a )?(google|apple|call) .*\bscreen/,
    /\b(nennen|sagen) sie (bitte )?ihren namen\b/,
    /\bdiga su nombre\b|\bindique su nombre\b/,
    /\b(dites|indiquez) votre nom\b/,
  ],
  menu: [
    /\bpress (zero|one|two|three|four|five|six|seven|eight|nine|pound|star|\d)\b/,
    /\bpara .{2,40} (oprima|pulse|marque)\b|\b(oprima|pulse|marque) (el )?(uno|dos|tres|\d)\b/,
    /\bdrücken sie (die )?(eins|zwei|drei|\d)\b/,
    /\b(tapez|appuyez sur) (le )?(un|deux|trois|\d)\b/,
    /\bmain menu\b|\bmenu options\b|\boptions have changed\b/,
  ],
  voicemail: [
    /\bvoice ?mail\b|\bmail ?box\b|\banswering machine\b/,
    /\b(after|at) the (tone|beep|signal)\b/,
    /\bplease leave (a|your|us|me a|any)\b|\bleave (me |us )?(a|your) (brief |short |detailed )?(message|name|number)\b(?<!\b(like|want|wish|care|able|can i|could i|may i|can you) (to )?leave (me |us )?(a|your) (brief |short |detailed )?(message|name|number))/,
    /\b(can't|cannot|can not|unable to) (come to|take|answer) (the|your|my) (phone|call)\b/,
    /\b(is )?(not|un) ?available (to take|right now|at (the|this) (moment|time))\b.*\b(message|call|tone|back)\b/,
    /\bi(?:'ll| will) (get back to you|call you back|return your call)\b.*\b(soon|possible|later)\b/,
    /\bat the (beep|tone)\b|\brecord your message\b/,
    /\b(nachricht|sprechen sie) .*\b(signalton|piepton|ton)\b|\bmailbox\b|\banrufbeantworter\b|\bhinterlassen sie\b/,
    /\b(deje|dejar) (su|un) mensaje\b|\bbuzón de voz\b|\bdespués (de la señal|del tono)\b/,
    /\b(laissez|laisser) (un|votre) message\b|\bmessagerie\b|\baprès le (bip|signal)\b/,
    /\b(lasciate|lasciare|lasci) un messaggio\b|\bsegreteria telefonica\b|\bdopo il segnale\b/,
    /\b(laat|spreek) .*\b(bericht|boodschap)\b|\bna de (piep|toon)\b/,
    /\b(deixe|deixar) (a sua |uma |sua )?mensagem\b|\bapós o sinal\b/,
  ],
};

/** Begin many a machine's sentence, and some of a person's or of another machine's: told only by the whole of it. */
const beginnings = [
  /\byou(?:'ve| have) reached\b(?!.*\b(how (can|may)|speaking|help you)\b)/,
  /\b(person|number|customer|subscriber|party) (you|that you)( are|'re| have)? (calling|dialed|called|trying to reach) (is|has|does)\b/,
];

/** Looked for in this order: a machine that screens calls often speaks of messages too. */
const order: Machine[] = ['screening', 'menu', 'voicemail'];

/**
 * The machine whose words these are; undefined where they could be anybody's.
 * @param whole false while the sentence goes on
 */
export function machineOf(text: string, { whole }: { whole: boolean }): Machine | undefined {
  const plain = text
    .toLowerCase()
    .replace(/[’‘`]/g, "'")
    .replace(/[^\p{L}\p{N}' ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const fits = (pattern: RegExp): boolean => pattern.test(plain);
  return (
    order.find((machine) => words[machine].some(fits)) ??
    (whole && beginnings.some(fits) ? 'voicemail' : undefined)
  );
}
