/** What the agent says about the recording of the call. */
export interface RecordingPhrases {
  announcement: string;
  question: string;
  /** After a yes. */
  agreed: string;
  declined: string;
  /** Neither yes nor no. */
  unclear: string;
  /** At the caller's word, in the middle of the call. */
  stopped: string;
}

const english: RecordingPhrases = {
  announcement: 'This call is recorded. If you do not want that, say: stop recording.',
  question: 'May I record this call? Please say yes or no.',
  agreed: 'Thank you.',
  declined: 'All right, this call is not recorded.',
  unclear: 'I did not hear a clear yes, so this call is not recorded.',
  stopped: 'I have stopped recording.',
};

const byLanguage: Record<string, RecordingPhrases> = {
  en: english,
  de: {
    announcement:
      'Dieses Gespräch wird aufgezeichnet. Wenn Sie das nicht möchten, sagen Sie: Aufnahme beenden.',
    question: 'Darf ich dieses Gespräch aufzeichnen? Bitte sagen Sie ja oder nein.',
    agreed: 'Vielen Dank.',
    declined: 'In Ordnung, das Gespräch wird nicht aufgezeichnet.',
    unclear: 'Ich habe kein klares Ja gehört, also wird das Gespräch nicht aufgezeichnet.',
    stopped: 'Ich habe die Aufnahme beendet.',
  },
  es: {
    announcement: 'Esta llamada se graba. Si no lo desea, diga: deje de grabar.',
    question: '¿Puedo grabar esta llamada? Diga sí o no, por favor.',
    agreed: 'Gracias.',
    declined: 'De acuerdo, esta llamada no se graba.',
    unclear: 'No he oído un sí claro, así que esta llamada no se graba.',
    stopped: 'He dejado de grabar.',
  },
  fr: {
    announcement: 'Cet appel est enregistré. Si vous ne le souhaitez pas, dites : arrêtez l’enregistrement.',
    question: 'Puis-je enregistrer cet appel ? Dites oui ou non, s’il vous plaît.',
    agreed: 'Merci.',
    declined: 'Très bien, cet appel n’est pas enregistré.',
    unclear: 'Je n’ai pas entendu de oui clair, cet appel n’est donc pas enregistré.',
    stopped: 'J’ai arrêté l’enregistrement.',
  },
  it: {
    announcement: 'Questa chiamata viene registrata. Se non lo desidera, dica: interrompa la registrazione.',
    question: 'Posso registrare questa chiamata? Dica sì o no, per favore.',
    agreed: 'Grazie.',
    declined: 'Va bene, questa chiamata non viene registrata.',
    unclear: 'Non ho sentito un sì chiaro, quindi questa chiamata non viene registrata.',
    stopped: 'Ho interrotto la registrazione.',
  },
  nl: {
    announcement: 'Dit gesprek wordt opgenomen. Wilt u dat niet, zeg dan: stop de opname.',
    question: 'Mag ik dit gesprek opnemen? Zegt u alstublieft ja of nee.',
    agreed: 'Dank u wel.',
    declined: 'Goed, dit gesprek wordt niet opgenomen.',
    unclear: 'Ik heb geen duidelijk ja gehoord, dus dit gesprek wordt niet opgenomen.',
    stopped: 'Ik ben gestopt met opnemen.',
  },
  pt: {
    announcement: 'Esta chamada é gravada. Se não quiser, diga: pare de gravar.',
    question: 'Posso gravar esta chamada? Diga sim ou não, por favor.',
    agreed: 'Obrigado.',
    declined: 'Muito bem, esta chamada não é gravada.',
    unclear: 'Não ouvi um sim claro, por isso esta chamada não é gravada.',
    stopped: 'Parei de gravar.',
  },
};

/** In the language of a tag, without regard to its region; English where there is none. */
export const recordingPhrasesIn = (tag: string): RecordingPhrases =>
  byLanguage[tag.split('-', 1)[0] ?? ''] ?? english;
