import { languagesOf, plainWords } from './plain-words.ts';

export type Answer = 'yes' | 'no' | 'unclear';

interface Words {
  /** Sound like a no, and are a yes. */
  idioms: RegExp;
  /** At the beginning. */
  yes: RegExp;
  /** Anywhere. */
  no: RegExp;
}

const byLanguage: Record<string, Words> = {
  en: {
    idioms: /\b(no (problem|objections?|worries)|not at all|i (do not|don't) mind|why not)\b/,
    yes: /^(yes|yeah|yep|yup|yah|sure|ok|okay|of course|certainly|absolutely|definitely|go ahead|go for it|fine|that's (fine|ok|okay|alright|all right)|that is (fine|ok|okay)|it's (fine|ok|okay)|all right|alright|please do|you (may|can)|i agree|i consent|i do|feel free)\b/,
    no: /\b(no|nope|nah|not|don't|do not|never|rather not|refuse|decline|won't|stop)\b/,
  },
  de: {
    idioms: /\b(kein problem|keine einwände|nichts dagegen|warum nicht)\b/,
    yes: /^(ja|jawohl|jo|klar|sicher|gerne?|natürlich|selbstverständlich|einverstanden|okay|ok|in ordnung|das geht|von mir aus|dürfen sie|machen sie|meinetwegen|geht klar)(?!\p{L})/u,
    no: /(?<!\p{L})(nein|nee|nö|nicht|kein|keine|keinen|niemals|lieber nicht)(?!\p{L})/u,
  },
  es: {
    idioms: /\b(no hay problema|ningún problema|no me importa|cómo no|por qué no)\b/,
    yes: /^(sí|si|claro|por supuesto|de acuerdo|vale|está bien|adelante|puede|okay|ok|desde luego)(?!\p{L})/u,
    no: /(?<!\p{L})(no|nunca|jamás|prefiero que no|tampoco)(?!\p{L})/u,
  },
  fr: {
    idioms: /(pas de (problème|souci)|aucun problème|pourquoi pas|ça ne me (dérange|gêne) pas)/,
    yes: /^(oui|ouais|bien sûr|d'accord|certainement|allez-y|pas de problème|volontiers|okay|ok|entendu|je veux bien|vous pouvez)(?!\p{L})/u,
    no: /(?<!\p{L})(non|pas|jamais|refuse)(?!\p{L})/u,
  },
  it: {
    idioms: /\b(nessun problema|non c'è problema|perché no|non mi dispiace)(?!\p{L})/u,
    yes: /^(sì|si|certo|certamente|va bene|d'accordo|okay|ok|prego|può|faccia pure|volentieri)(?!\p{L})/u,
    no: /(?<!\p{L})(no|non|mai|preferisco di no)(?!\p{L})/u,
  },
  nl: {
    idioms: /\b(geen (probleem|bezwaar)|waarom niet|maakt niet uit)\b/,
    yes: /^(ja|jawel|jazeker|zeker|prima|natuurlijk|goed|akkoord|oké|okay|ok|is goed|dat mag|dat is goed|ga uw gang|graag)(?!\p{L})/u,
    no: /(?<!\p{L})(nee|niet|geen|nooit|liever niet)(?!\p{L})/u,
  },
  pt: {
    idioms: /(sem problema|não (há|tem) problema|não me importo|por que não|porque não)/,
    yes: /^(sim|claro|com certeza|pode|podem|está bem|tudo bem|de acordo|certo|okay|ok|à vontade|concordo)(?!\p{L})/u,
    no: /(?<!\p{L})(não|nunca|jamais|prefiro que não)(?!\p{L})/u,
  },
};

/** Sounds that come before an answer. */
const hesitation = /^((uh|um|uhm|hm|hmm|er|ah|oh|well|äh|ähm|na|also|eh|pues|euh|bah|beh|nou|bem|bom) )+/;

/**
 * What an answer to the question about the recording means, in the languages that the agent speaks. A yes has to come
 * first; a no anywhere is one, for a recording that was not wanted weighs more than one that was missed.
 */
export function understandAnswer(text: string, languages: readonly string[]): Answer {
  const spoken = languagesOf(languages).flatMap((language) => byLanguage[language] ?? []);
  const plain = plainWords(text).replace(hesitation, '');
  // Of all languages first: "no problem" has a no in it for whoever also listens for Spanish.
  const rest = spoken.reduce((left, { idioms }) => left.replace(idioms, ' ').trim(), plain);
  if (spoken.some(({ no }) => no.test(rest))) return 'no';
  return rest !== plain || spoken.some(({ yes }) => yes.test(rest)) ? 'yes' : 'unclear';
}
