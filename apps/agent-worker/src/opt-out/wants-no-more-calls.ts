/** Demands not to be called again, by language; heard as a recogniser writes them, without punctuation. */
const demands: Record<string, RegExp[]> = {
  en: [
    /\b(stop|quit) (calling|phoning|ringing|contacting|bothering) (me|us|here|this (number|phone))\b/,
    /\b(do not|don't|never) (ever )?(call|phone|ring|contact) (me|us|here|this (number|phone))( (again|any ?more|ever))?\b(?! (back )?(at|on|in|until|before|after|between|during|tomorrow|today|later|by|from))/,
    /\b(take|get) (me|us|my (name|number|phone)|this number) off\b/,
    /\b(remove|delete|strike) (me|us|my (name|number|phone number)|this number) from\b/,
    /\bput (me|us|my number|this number) on (your|the) do not call\b/,
    /\b(no more|stop (all|these|the|your)) calls\b/,
    /\b(i want to|please|let me) (opt out|unsubscribe)\b/,
  ],
  de: [
    /\b(rufen sie|ruft|ruf) (mich|uns|hier|diese nummer) (bitte )?(nicht mehr|nie wieder|nie mehr) an\b/,
    /\bhören sie auf (mich |uns |hier )?anzurufen\b/,
    /\b(nehmen|streichen|löschen) sie (mich|uns|meine nummer|diese nummer) (bitte )?(von|aus)\b/,
    /\bich (will|möchte) (keine|nicht mehr) (weiteren )?(anrufe|angerufen werden)/,
    /\bkeine anrufe mehr\b/,
  ],
  es: [
    /\bdeje(n)? de (llamarme|llamarnos|llamar)\b/,
    /\bno (me|nos) (llame|llames|llamen|vuelva a llamar|vuelvan a llamar)( más| nunca)?\b(?! (a|antes|después|mañana|hasta))/,
    /\b(quíteme|quítenme|bórreme|bórrenme|elimíneme|sáqueme|sáquenme) de (su|la) lista\b/,
    /\bno quiero (más|recibir más) llamadas\b/,
  ],
  fr: [
    /\b(arrêtez|cessez) de (m'appeler|nous appeler|m'appelez)/,
    /\bne (m'|nous )(appelez|rappelez) plus\b/,
    /\b(retirez|enlevez|supprimez|rayez)[ -](moi|nous|mon numéro|ce numéro) de\b/,
    /\bplus d'appels\b/,
  ],
  it: [
    /\b(smetta|smettete|smettetela|smettila) di (chiamarmi|chiamarci|chiamare)\b/,
    /\bnon (mi|ci) (chiami|chiamate|chiamare) (mai )?più(?!\p{L})/u,
    /\b(mi tolga|toglietemi|mi cancelli|cancellatemi) dalla (vostra |sua )?lista\b/,
  ],
  nl: [
    /\b(stop|hou op) met (mij |me |ons )?(te )?bellen\b/,
    /\bbel(t u)? (mij|me|ons) (alstublieft )?(niet meer|nooit meer)\b/,
    /\b(haal|verwijder|schrap) (mij|me|ons|mijn nummer|dit nummer) (van|uit)\b/,
  ],
  pt: [
    /\b(pare|parem) de (me |nos )?(ligar|telefonar)\b/,
    /\bnão (me|nos) (ligue|liguem|telefone|telefonem) mais\b/,
    /\b(tire|tirem|retire|retirem|remova|removam)( me|-me| o meu número| meu número) da (sua |vossa )?lista\b/,
  ],
};

/** Of the languages that an agent speaks; a caller may say it in any of them. */
export function wantsNoMoreCalls(text: string, languages: readonly string[]): boolean {
  const plain = text
    .toLowerCase()
    .replace(/[’‘`]/g, "'")
    .replace(/[^\p{L}\p{N}' -]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const spoken = new Set(['en', ...languages.map((tag) => tag.split('-', 1)[0] ?? '')]);
  return [...spoken].some((language) => demands[language]?.some((demand) => demand.test(plain)));
}
