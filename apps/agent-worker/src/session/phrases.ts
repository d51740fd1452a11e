/** What the agent says by itself, without the language model. */
export interface Phrases {
  stillThere: string;
  idleGoodbye: string;
  timeIsUp: string;
  goodbye: string;
  troubled: string;
  /** After a moment in which nobody listened: the caller was speaking, or it was the caller's turn. */
  sayAgain: string;
  wasGone: string;
  goOn: string;
  /** The same, in the middle of the greeting. */
  backAtStart: string;
  /** While an answer takes longer than a pause may. */
  oneMoment: string;
  /** Instead of an answer that did not come: with the way out of leaving a message, and without. */
  cannotAnswer: string;
  callAgain: string;
  /** After speech that became no words. */
  notCaught: string;
  /** In place of the greeting, outside the opening hours. */
  closed: string;
  closedGoodbye: string;
  /** The call cannot be taken at all. */
  unavailable: string;
  /** After the greeting of a call out. */
  optOutKey: string;
  /** The number will not be called again. */
  optedOut: string;
  optOutFailed: string;
  /** To who asks for name and reason before a call is let through. */
  screened: (who: { agent: string; business: string; reason: string }) => string;
  /** Before a caller is passed on. */
  connecting: string;
  /** Afterwards, when `{label}` was not reached, or speaks with somebody else. */
  notReached: string;
  engaged: string;
  /** To a person who is rung up for a caller, around what the call is about. */
  callFor: string;
  pressToTake: string;
}

const english: Phrases = {
  stillThere: 'Are you still there?',
  idleGoodbye: 'I cannot hear you, so I will end the call now. Goodbye.',
  timeIsUp: 'I am sorry, our time is up. Goodbye.',
  goodbye: 'Thank you for calling. Goodbye.',
  troubled: 'I am sorry, something went wrong. Could you say that again?',
  sayAgain: 'I am sorry, I did not hear all of that. Could you say it again?',
  wasGone: 'I am sorry, I was gone for a moment.',
  goOn: 'Please go on.',
  backAtStart: 'I am sorry, I was gone for a moment. How can I help?',
  oneMoment: 'One moment, please.',
  cannotAnswer:
    'I am sorry, that is taking too long. Please say it once more, or leave me your name and number, and somebody will call you back.',
  callAgain: 'I am sorry, that is taking too long. Please say it once more, or call again in a few minutes.',
  notCaught: 'I am sorry, I did not catch that. Could you say it again?',
  closed: 'Thank you for calling. We are closed at the moment, but I can take a message. How can I help?',
  closedGoodbye: 'Thank you for calling. We are closed at the moment. Please call again. Goodbye.',
  unavailable:
    'Thank you for calling. I am sorry, nobody can take your call at the moment. Please try again later. Goodbye.',
  optOutKey: 'If you would rather not be called, press nine.',
  optedOut: 'I have taken your number off our list, and we will not call you again. Goodbye.',
  optOutFailed: 'I am sorry, I could not note that just now. Please say it once more.',
  screened: ({ agent, business, reason }) =>
    `This is ${agent} from ${business}${reason && `, calling about ${reason}`}.`,
  connecting: 'One moment, please. I will connect you.',
  notReached: 'I am sorry, I could not reach {label}. How else can I help you?',
  engaged: 'I am sorry, {label} is on another call. How else can I help you?',
  callFor: 'Hello, I have a caller for you.',
  pressToTake: 'Press 1 to take the call, or 2 to decline.',
};

const byLanguage: Record<string, Phrases> = {
  en: english,
  de: {
    stillThere: 'Sind Sie noch da?',
    idleGoodbye: 'Ich kann Sie nicht hören und beende jetzt das Gespräch. Auf Wiederhören.',
    timeIsUp: 'Es tut mir leid, unsere Zeit ist um. Auf Wiederhören.',
    goodbye: 'Vielen Dank für Ihren Anruf. Auf Wiederhören.',
    troubled: 'Entschuldigung, da ist etwas schiefgegangen. Könnten Sie das noch einmal sagen?',
    sayAgain: 'Entschuldigung, das habe ich nicht ganz gehört. Könnten Sie es noch einmal sagen?',
    wasGone: 'Entschuldigung, ich war kurz weg.',
    goOn: 'Bitte sprechen Sie weiter.',
    backAtStart: 'Entschuldigung, ich war kurz weg. Wie kann ich helfen?',
    oneMoment: 'Einen Moment bitte.',
    cannotAnswer:
      'Entschuldigung, das dauert zu lange. Sagen Sie es bitte noch einmal, oder nennen Sie mir Ihren Namen und Ihre Nummer, dann ruft Sie jemand zurück.',
    callAgain:
      'Entschuldigung, das dauert zu lange. Sagen Sie es bitte noch einmal, oder rufen Sie in ein paar Minuten wieder an.',
    notCaught: 'Entschuldigung, das habe ich nicht verstanden. Könnten Sie es noch einmal sagen?',
    closed:
      'Vielen Dank für Ihren Anruf. Wir haben gerade geschlossen, aber ich nehme gern eine Nachricht auf. Worum geht es?',
    closedGoodbye:
      'Vielen Dank für Ihren Anruf. Wir haben gerade geschlossen. Bitte rufen Sie später wieder an. Auf Wiederhören.',
    unavailable:
      'Vielen Dank für Ihren Anruf. Leider kann Ihren Anruf gerade niemand annehmen. Bitte versuchen Sie es später noch einmal. Auf Wiederhören.',
    optOutKey: 'Wenn Sie nicht mehr angerufen werden möchten, drücken Sie die Neun.',
    optedOut:
      'Ich habe Ihre Nummer von unserer Liste genommen, wir rufen Sie nicht mehr an. Auf Wiederhören.',
    optOutFailed: 'Es tut mir leid, das konnte ich gerade nicht notieren. Bitte sagen Sie es noch einmal.',
    screened: ({ agent, business, reason }) =>
      `Hier ist ${agent} von ${business}${reason && `, es geht um ${reason}`}.`,
    connecting: 'Einen Moment bitte, ich verbinde Sie.',
    notReached: 'Es tut mir leid, {label} war nicht zu erreichen. Wie kann ich Ihnen sonst helfen?',
    engaged: 'Es tut mir leid, {label} spricht gerade. Wie kann ich Ihnen sonst helfen?',
    callFor: 'Guten Tag, ich habe einen Anruf für Sie.',
    pressToTake: 'Drücken Sie die 1, um ihn anzunehmen, oder die 2, um abzulehnen.',
  },
  es: {
    stillThere: '¿Sigue ahí?',
    idleGoodbye: 'No le oigo, así que voy a terminar la llamada. Adiós.',
    timeIsUp: 'Lo siento, se nos ha acabado el tiempo. Adiós.',
    goodbye: 'Gracias por llamar. Adiós.',
    troubled: 'Perdone, algo ha salido mal. ¿Puede repetirlo?',
    sayAgain: 'Perdone, no lo he oído todo. ¿Puede repetirlo?',
    wasGone: 'Perdone, la conexión se ha cortado un momento.',
    goOn: 'Siga, por favor.',
    backAtStart: 'Perdone, la conexión se ha cortado un momento. ¿En qué puedo ayudarle?',
    oneMoment: 'Un momento, por favor.',
    cannotAnswer:
      'Perdone, esto está tardando demasiado. Dígalo otra vez, por favor, o déjeme su nombre y su número y le llamarán.',
    callAgain:
      'Perdone, esto está tardando demasiado. Dígalo otra vez, por favor, o llame de nuevo en unos minutos.',
    notCaught: 'Perdone, no le he entendido. ¿Puede decirlo otra vez?',
    closed: 'Gracias por llamar. Ahora está cerrado, pero puedo tomar un mensaje. ¿En qué puedo ayudarle?',
    closedGoodbye: 'Gracias por llamar. Ahora está cerrado. Llame más tarde, por favor. Adiós.',
    unavailable:
      'Gracias por llamar. Lo siento, ahora nadie puede atenderle. Inténtelo más tarde, por favor. Adiós.',
    optOutKey: 'Si no quiere recibir llamadas, pulse el nueve.',
    optedOut: 'He quitado su número de nuestra lista y no volveremos a llamarle. Adiós.',
    optOutFailed: 'Lo siento, ahora no he podido anotarlo. Dígalo otra vez, por favor.',
    screened: ({ agent, business, reason }) =>
      `Le habla ${agent} de ${business}${reason && `, por ${reason}`}.`,
    connecting: 'Un momento, por favor, le paso la llamada.',
    notReached: 'Lo siento, no he podido localizar a {label}. ¿En qué más puedo ayudarle?',
    engaged: 'Lo siento, {label} está en otra llamada. ¿En qué más puedo ayudarle?',
    callFor: 'Hola, tengo una llamada para usted.',
    pressToTake: 'Pulse 1 para atenderla o 2 para rechazarla.',
  },
  fr: {
    stillThere: 'Êtes-vous toujours là ?',
    idleGoodbye: 'Je ne vous entends pas, je vais donc raccrocher. Au revoir.',
    timeIsUp: 'Je suis désolé, notre temps est écoulé. Au revoir.',
    goodbye: 'Merci de votre appel. Au revoir.',
    troubled: 'Pardon, quelque chose n’a pas marché. Pouvez-vous répéter ?',
    sayAgain: 'Pardon, je n’ai pas tout entendu. Pouvez-vous répéter ?',
    wasGone: 'Pardon, la ligne a été coupée un instant.',
    goOn: 'Continuez, je vous prie.',
    backAtStart: 'Pardon, la ligne a été coupée un instant. Que puis-je faire pour vous ?',
    oneMoment: 'Un instant, s’il vous plaît.',
    cannotAnswer:
      'Je suis désolé, cela prend trop de temps. Redites-le, s’il vous plaît, ou laissez-moi votre nom et votre numéro, et on vous rappellera.',
    callAgain:
      'Je suis désolé, cela prend trop de temps. Redites-le, s’il vous plaît, ou rappelez dans quelques minutes.',
    notCaught: 'Pardon, je n’ai pas compris. Pouvez-vous le redire ?',
    closed:
      'Merci de votre appel. Nous sommes fermés en ce moment, mais je peux prendre un message. Que puis-je faire pour vous ?',
    closedGoodbye: 'Merci de votre appel. Nous sommes fermés en ce moment. Rappelez plus tard. Au revoir.',
    unavailable:
      'Merci de votre appel. Je suis désolé, personne ne peut vous répondre en ce moment. Veuillez réessayer plus tard. Au revoir.',
    optOutKey: 'Si vous ne souhaitez plus être appelé, appuyez sur le neuf.',
    optedOut: 'J’ai retiré votre numéro de notre liste, nous ne vous appellerons plus. Au revoir.',
    optOutFailed: 'Je suis désolé, je n’ai pas pu le noter. Pouvez-vous le redire ?',
    screened: ({ agent, business, reason }) =>
      `Ici ${agent} de ${business}${reason && `, au sujet de ${reason}`}.`,
    connecting: 'Un instant, s’il vous plaît, je vous mets en relation.',
    notReached: 'Je suis désolé, je n’ai pas pu joindre {label}. Puis-je vous aider autrement ?',
    engaged: 'Je suis désolé, {label} est déjà en ligne. Puis-je vous aider autrement ?',
    callFor: 'Bonjour, j’ai un appel pour vous.',
    pressToTake: 'Appuyez sur 1 pour le prendre, ou sur 2 pour le refuser.',
  },
  it: {
    stillThere: 'È ancora in linea?',
    idleGoodbye: 'Non la sento, quindi chiudo la chiamata. Arrivederci.',
    timeIsUp: 'Mi dispiace, il tempo è finito. Arrivederci.',
    goodbye: 'Grazie per aver chiamato. Arrivederci.',
    troubled: 'Mi scusi, qualcosa è andato storto. Può ripetere?',
    sayAgain: 'Mi scusi, non ho sentito tutto. Può ripetere?',
    wasGone: 'Mi scusi, la linea è caduta un momento.',
    goOn: 'Continui, per favore.',
    backAtStart: 'Mi scusi, la linea è caduta un momento. Come posso aiutarla?',
    oneMoment: 'Un momento, per favore.',
    cannotAnswer:
      'Mi dispiace, ci vuole troppo tempo. Lo dica ancora una volta, oppure mi lasci nome e numero e la richiameranno.',
    callAgain:
      'Mi dispiace, ci vuole troppo tempo. Lo dica ancora una volta, oppure richiami tra qualche minuto.',
    notCaught: 'Mi scusi, non ho capito. Può dirlo di nuovo?',
    closed:
      'Grazie per aver chiamato. Ora siamo chiusi, ma posso prendere un messaggio. Come posso aiutarla?',
    closedGoodbye: 'Grazie per aver chiamato. Ora siamo chiusi. Richiami più tardi. Arrivederci.',
    unavailable:
      'Grazie per aver chiamato. Mi dispiace, in questo momento nessuno può rispondere. Riprovi più tardi. Arrivederci.',
    optOutKey: 'Se non vuole più essere chiamato, prema nove.',
    optedOut: 'Ho tolto il suo numero dalla nostra lista, non la chiameremo più. Arrivederci.',
    optOutFailed: 'Mi dispiace, ora non sono riuscito ad annotarlo. Può ripeterlo?',
    screened: ({ agent, business, reason }) =>
      `Sono ${agent} di ${business}${reason && `, chiamo per ${reason}`}.`,
    connecting: 'Un momento, per favore, la metto in contatto.',
    notReached: 'Mi dispiace, non ho potuto raggiungere {label}. Come altro posso aiutarla?',
    engaged: 'Mi dispiace, {label} è al telefono. Come altro posso aiutarla?',
    callFor: 'Buongiorno, ho una chiamata per lei.',
    pressToTake: 'Prema 1 per rispondere o 2 per rifiutare.',
  },
  nl: {
    stillThere: 'Bent u er nog?',
    idleGoodbye: 'Ik kan u niet horen, dus ik beëindig nu het gesprek. Tot ziens.',
    timeIsUp: 'Het spijt me, onze tijd is om. Tot ziens.',
    goodbye: 'Bedankt voor het bellen. Tot ziens.',
    troubled: 'Sorry, er ging iets mis. Kunt u dat nog eens zeggen?',
    sayAgain: 'Sorry, ik heb niet alles gehoord. Kunt u het nog eens zeggen?',
    wasGone: 'Sorry, ik was even weg.',
    goOn: 'Gaat u verder.',
    backAtStart: 'Sorry, ik was even weg. Waarmee kan ik u helpen?',
    oneMoment: 'Een moment alstublieft.',
    cannotAnswer:
      'Het spijt me, dit duurt te lang. Zegt u het nog eens, of laat uw naam en nummer achter, dan belt iemand u terug.',
    callAgain: 'Het spijt me, dit duurt te lang. Zegt u het nog eens, of belt u over een paar minuten terug.',
    notCaught: 'Sorry, dat heb ik niet verstaan. Kunt u het nog eens zeggen?',
    closed:
      'Bedankt voor het bellen. We zijn nu gesloten, maar ik kan een boodschap aannemen. Waarmee kan ik helpen?',
    closedGoodbye: 'Bedankt voor het bellen. We zijn nu gesloten. Belt u later terug. Tot ziens.',
    unavailable:
      'Bedankt voor het bellen. Het spijt me, op dit moment kan niemand u te woord staan. Probeert u het later nog eens. Tot ziens.',
    optOutKey: 'Wilt u niet meer gebeld worden, toets dan negen.',
    optedOut: 'Ik heb uw nummer van onze lijst gehaald, we bellen u niet meer. Tot ziens.',
    optOutFailed: 'Het spijt me, ik kon dat nu niet noteren. Zegt u het nog eens.',
    screened: ({ agent, business, reason }) =>
      `U spreekt met ${agent} van ${business}${reason && `, ik bel over ${reason}`}.`,
    connecting: 'Een moment alstublieft, ik verbind u door.',
    notReached: 'Het spijt me, ik kon {label} niet bereiken. Waarmee kan ik u nog meer helpen?',
    engaged: 'Het spijt me, {label} is in gesprek. Waarmee kan ik u nog meer helpen?',
    callFor: 'Hallo, ik heb een beller voor u.',
    pressToTake: 'Druk op 1 om het gesprek aan te nemen, of op 2 om te weigeren.',
  },
  pt: {
    stillThere: 'Ainda está aí?',
    idleGoodbye: 'Não consigo ouvir, por isso vou terminar a chamada. Até logo.',
    timeIsUp: 'Desculpe, o nosso tempo acabou. Até logo.',
    goodbye: 'Obrigado por ligar. Até logo.',
    troubled: 'Desculpe, algo correu mal. Pode repetir?',
    sayAgain: 'Desculpe, não ouvi tudo. Pode repetir?',
    wasGone: 'Desculpe, a ligação falhou por um momento.',
    goOn: 'Continue, por favor.',
    backAtStart: 'Desculpe, a ligação falhou por um momento. Em que posso ajudar?',
    oneMoment: 'Um momento, por favor.',
    cannotAnswer:
      'Desculpe, está a demorar demasiado. Diga outra vez, por favor, ou deixe-me o seu nome e número, e alguém lhe liga de volta.',
    callAgain:
      'Desculpe, está a demorar demasiado. Diga outra vez, por favor, ou ligue daqui a alguns minutos.',
    notCaught: 'Desculpe, não percebi. Pode dizer outra vez?',
    closed:
      'Obrigado por ligar. Estamos fechados neste momento, mas posso anotar um recado. Como posso ajudar?',
    closedGoodbye:
      'Obrigado por ligar. Estamos fechados neste momento. Ligue mais tarde, por favor. Até logo.',
    unavailable:
      'Obrigado por ligar. Lamento, mas ninguém pode atender neste momento. Tente mais tarde, por favor. Até logo.',
    optOutKey: 'Se não quiser ser contactado, prima nove.',
    optedOut: 'Retirei o seu número da nossa lista e não voltaremos a ligar. Até logo.',
    optOutFailed: 'Desculpe, não consegui anotar agora. Diga outra vez, por favor.',
    screened: ({ agent, business, reason }) =>
      `Fala ${agent} da ${business}${reason && `, sobre ${reason}`}.`,
    connecting: 'Um momento, por favor, vou passar a chamada.',
    notReached: 'Desculpe, não consegui falar com {label}. Em que mais posso ajudar?',
    engaged: 'Desculpe, {label} está noutra chamada. Em que mais posso ajudar?',
    callFor: 'Olá, tenho uma chamada para si.',
    pressToTake: 'Prima 1 para atender ou 2 para recusar.',
  },
};

/** In the language of a tag, without regard to its region; English where there is none. */
export const phrasesIn = (tag: string): Phrases => byLanguage[tag.split('-', 1)[0] ?? ''] ?? english;
