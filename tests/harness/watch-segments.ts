import type { Page } from 'playwright-core';

export interface ShownSegment {
  id: string;
  speaker: string;
  final: boolean;
  text: string;
}

export interface SegmentHistory {
  /** Every state in which a segment of the transcript has been shown, in order. */
  read(): Promise<ShownSegment[]>;
}

/** Text, because it runs in the page, whose types these suites have not. */
const recorder = `
  window.shownSegments = [];
  const last = new Map();
  const look = () => {
    for (const element of document.querySelectorAll('[data-testid=segment]')) {
      const { segmentId = '', speaker = '', final } = element.dataset;
      const shown = { id: segmentId, speaker, final: final === 'true', text: element.textContent };
      const state = JSON.stringify(shown);
      if (last.get(segmentId) === state) continue;
      last.set(segmentId, state);
      window.shownSegments.push(shown);
    }
  };
  new MutationObserver(look).observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true,
  });
`;

/** Records in the page every change of the transcript's segments. */
export async function watchSegments(page: Page): Promise<SegmentHistory> {
  await page.evaluate(recorder);
  return { read: () => page.evaluate<ShownSegment[]>('window.shownSegments') };
}
