import { languagesOf, plainWords } from './plain-words.ts';

/** Demands that the recording stop, by language. */
const demands: Record<string, RegExp[]> = {
  en: [
    /\b(stop|end|turn off|switch off|quit|cancel|pause) (the |this |that |your )?record(ing|er)?\b/,
    /\bstop (taping|to record|record(ing)?)\b/,
    /\b(do not|don't|stop|quit) (want you to )?(record|recording|tape|taping) (me|us|this|the call|our)\b/,
    /\b(do not|don't) want (this|the call|this call|me|us|it|to be|to get) (to be |being )?recorded\b/,
  ],
  de: [
    /(?<!\p{L})(aufnahme|aufzeichnung) (bitte )?(beenden|stoppen|abbrechen|ausschalten|aus)(?!\p{L})/u,
    /(?<!\p{L})(beenden|stoppen|stopp|stop) (sie )?(bitte )?(die |diese )?(aufnahme|aufzeichnung)(?!\p{L})/u,
    /(?<!\p{L})(nicht|auf) (mehr )?(aufnehmen|aufzeichnen|aufzunehmen|aufzuzeichnen|aufgenommen|aufgezeichnet)(?!\p{L})/u,
  ],
  es: [
    /\b(deje|dejen|pare|paren) de grabar(me|nos)?\b/,
    /\b(detenga|pare|termine|apague) la grabación/,
    /\bno (me |nos )?(grabe|graben)\b/,
  ],
  fr: [
    /\b(arrêtez|arrêter|coupez|stoppez) (l'|cet )enregistrement\b/,
    /\b(arrêtez|cessez) (d'enregistrer|de m'enregistrer)\b/,
    /\bne (m'|nous )?enregistrez pas\b/,
  ],
  it: [
    /\b(interrompa|fermi|smetta|spenga) (la registrazione|di registrar(e|mi|ci))\b/,
    /\bnon (mi |ci )?registri\b/,
  ],
  nl: [
    /\bstop (met )?(de |deze )?(opname|opnemen)\b/,
    /\b(niet|geen) (meer )?(opnemen|opgenomen|opname)\b/,
    /\bneem (dit|mij|me) niet op\b/,
  ],
  pt: [
    /\b(pare|parem) de (me |nos )?gravar\b/,
    /\b(pare|termine|desligue|interrompa) a gravação/,
    /(?<!\p{L})não (me |nos )?(grave|gravem)(?!\p{L})/u,
  ],
};

/** Of the languages that an agent speaks; heard as a recogniser writes them. */
export function wantsNoRecording(text: string, languages: readonly string[]): boolean {
  const plain = plainWords(text);
  return languagesOf(languages).some((language) => demands[language]?.some((demand) => demand.test(plain)));
}
