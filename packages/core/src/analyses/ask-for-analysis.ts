import type { AnalysisUsage } from '@parley/db';
import type { LanguageModel, ModelMessage } from '../ports/language-model.ts';
import { analysisForm, correction } from './analysis-question.ts';
import type { ReadTurn } from './bound-turns.ts';
import { type ReadAnswer, readAnswer } from './read-answer.ts';

interface AskForAnalysis {
  model: LanguageModel;
  key: string | undefined;
  /** Of the model. */
  name: string;
  messages: ModelMessage[];
  turns: readonly ReadTurn[];
  signal: AbortSignal;
}

/** What was answered, or the error of not answering; either way with what it has taken. */
type Asked = { usage: AnalysisUsage[] } & ({ read: ReadAnswer } | { error: unknown });

/** Asks for an analysis, and once more, with what is wrong, where the answer cannot be taken. */
export async function askForAnalysis(options: AskForAnalysis): Promise<Asked> {
  const { model, key, name, turns, signal } = options;
  const usage: AnalysisUsage[] = [];
  const ask = async (messages: ModelMessage[]) => {
    const answer = await model.ask({ model: name, key, messages, form: analysisForm, signal });
    usage.push({ provider: model.provider, model: name, ...answer.usage });
    return { text: answer.text, read: readAnswer(answer.text, turns) };
  };
  try {
    const { text, read } = await ask(options.messages);
    if ('analysis' in read) return { read, usage };
    const again = await ask([...options.messages, ...correction(text, read.issues)]);
    return { read: again.read, usage };
  } catch (error) {
    return { error, usage };
  }
}
