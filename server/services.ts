/** What the routes work with. Tests pass what they look at and leave the rest out. */
import type { Answerer } from './answer.ts';
import type { CorpusServices } from './corpus/handlers.ts';
import type { Answering } from './operation/answering.ts';
import type { Log } from './operation/log.ts';
import type { Metrics } from './operation/metrics.ts';
import type { FeedbackServices } from './feedback/handlers.ts';
import type { StatusSources } from './status/status.ts';

export interface Services extends StatusSources, FeedbackServices, CorpusServices {
  /** The open index; null while there is none. */
  answerer: () => Answerer | null;
  /** Limits what is worked at; without it nothing is limited or remembered. */
  answering?: Answering;
  log?: Log;
  metrics?: Metrics;
  /** Whether the server is about to end. */
  stopping?: () => boolean;
}
