import type { AgentConfigInput } from '@parley/contracts';

/** One business of the demo, as it would be set up by hand. */
export interface DemoBusiness {
  name: string;
  agentName: string;
  config: AgentConfigInput;
  /** Questions and answers. */
  knowledge: {
    title: string;
    /** As one would say it on the phone: whole words, no figures, no abbreviations. */
    text: string;
    keywords: string;
  }[];
}
