import type { CallAnalysis } from '@parley/contracts';
import { effectWords, moodWords, whoWords } from './analysis-words.ts';
import { ClaimList } from './claim-list.tsx';
import { TurnLinks } from './turn-links.tsx';

/** What a model makes of the call; every claim leads to the words that it rests on. */
export function AnalysisResult({ result, times }: { result: CallAnalysis; times: Map<string, string> }) {
  const { summary, rating, sentiment, success_factors: factors, topics, follow_ups: followUps } = result;
  return (
    <div className="grid gap-4 px-4 py-3">
      <p data-testid="analysis-summary" className="max-w-[65ch] leading-relaxed [overflow-wrap:anywhere]">
        {summary.map(({ text, turns }) => (
          <span key={text}>
            {text}
            <TurnLinks turns={turns} times={times} />{' '}
          </span>
        ))}
      </p>
      <div className="grid gap-x-8 gap-y-4 @2xl:grid-cols-2">
        <div className="grid content-start gap-1">
          <p data-testid="analysis-rating">
            <span className="text-2xl font-semibold tabular-nums">{rating.score}</span>
            <span className="text-muted"> of 10</span>
          </p>
          <ClaimList title="Why" claims={rating.reasons} times={times} />
        </div>
        <ClaimList
          title="To do"
          claims={followUps.map(({ who, ...claim }) => ({ ...claim, mark: whoWords[who] }))}
          times={times}
        />
        <ClaimList
          title="The caller’s mood"
          claims={sentiment.map(({ mood, ...claim }) => ({ ...claim, mark: moodWords[mood] }))}
          times={times}
        />
        <ClaimList
          title="What made the difference"
          claims={factors.map(({ effect, ...claim }) => ({ ...claim, mark: effectWords[effect] }))}
          times={times}
        />
        <ClaimList
          title="Topics"
          claims={topics.map(({ name, turns }) => ({ text: name, turns }))}
          times={times}
        />
      </div>
    </div>
  );
}
