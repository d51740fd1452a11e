import type { LanguageModel, ModelAnswer, ModelQuestion } from '../ports/language-model.ts';

type Answer = string | Error | ((question: ModelQuestion) => string | Promise<string>);

/** A language model in memory. It gives its answers in turn, and the last one ever after. */
export function fakeLanguageModel(
  answers: Answer[],
  { operatorKey = true, usage = { input_tokens: 1_000, cached_input_tokens: 0, output_tokens: 100 } } = {},
): LanguageModel & { asked: ModelQuestion[]; answers: Answer[] } {
  const asked: ModelQuestion[] = [];
  return {
    asked,
    answers,
    provider: 'openai',
    hasKey: () => operatorKey,
    async ask(question): Promise<ModelAnswer> {
      asked.push(question);
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (answer === undefined) throw new Error('asked, with no answer left');
      if (answer instanceof Error) throw answer;
      return { text: typeof answer === 'string' ? answer : await answer(question), usage };
    },
  };
}
