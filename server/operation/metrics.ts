/** What is counted while the server runs, as Prometheus reads it at `/metrics`. Times are in seconds, as it expects. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Manifest } from '../../index/manifest.ts';
import { STAGES } from '../stage-clock.ts';
import type { Answering } from './answering.ts';
import type { Observe } from './observation.ts';

/** A request that has been answered. */
export interface CountedRequest {
  route: string;
  method: string;
  status: number;
  milliseconds: number;
}

export interface Metrics {
  observe: Observe;
  countRequest(request: CountedRequest): void;
  /** The metrics in Prometheus's text format. */
  write(): Promise<string>;
  readonly contentType: string;
}

export interface MetricSources {
  /** The queue at this moment. */
  queue: () => Answering['load'];
  /** The index that answers; null while there is none. */
  index: () => Manifest | null;
}

const PREFIX = 'bulletin_qa_';
const REQUEST_SECONDS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const STAGE_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1];

/** Makes the metrics of a server, those of its process among them. */
export function createMetrics({ queue, index }: MetricSources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[] = []): Counter<Label> =>
    new Counter({ name: PREFIX + name, help, labelNames, registers });
  collectDefaultMetrics({ register: registry });

  const requests = new Histogram({
    name: `${PREFIX}http_request_seconds`,
    help: 'Time from a request to its answer',
    labelNames: ['route', 'method', 'status'],
    buckets: REQUEST_SECONDS,
    registers,
  });
  const stages = new Histogram({
    name: `${PREFIX}answer_stage_seconds`,
    help: 'Time of each stage of the answers that were made',
    labelNames: ['stage'],
    buckets: STAGE_SECONDS,
    registers,
  });
  const answers = counter('answers_total', 'Questions by what they got', ['status']);
  const sources = counter('answer_sources_total', 'Answers by how they were come by', ['source']);
  new Gauge({
    name: `${PREFIX}queue`,
    help: 'Requests being worked at, waiting for it, and the most that may wait',
    labelNames: ['state'],
    registers,
    collect() {
      for (const [state, count] of Object.entries(queue())) this.set({ state }, count);
    },
  });
  new Gauge({
    name: `${PREFIX}index_info`,
    help: '1 for the index that answers',
    labelNames: ['version', 'model'],
    registers,
    collect() {
      this.reset();
      const manifest = index();
      if (manifest) this.set({ version: manifest.indexVersion, model: manifest.makers.model }, 1);
    },
  });
  new Gauge({
    name: `${PREFIX}index_held`,
    help: 'What the index that answers holds',
    labelNames: ['what'],
    registers,
    collect() {
      for (const [what, count] of Object.entries(index()?.counts ?? {})) this.set({ what }, count);
    },
  });

  // From the start, so that a rate of none is told from a metric that is not there.
  for (const status of ['answered', 'no_evidence', 'failed', 'busy']) answers.inc({ status }, 0);
  for (const source of ['made', 'shared', 'remembered']) sources.inc({ source }, 0);
  for (const stage of Object.keys(STAGES)) stages.zero({ stage });

  return {
    observe(observation) {
      switch (observation.kind) {
        case 'answer':
          return answers.inc({ status: observation.answer.status });
        case 'failed':
        case 'busy':
          return answers.inc({ status: observation.kind });
        case 'made':
          for (const [stage, milliseconds] of observation.stages) stages.observe({ stage }, milliseconds / 1000);
          return sources.inc({ source: 'made' });
        case 'shared':
        case 'remembered':
          return sources.inc({ source: observation.kind });
      }
    },
    countRequest({ route, method, status, milliseconds }) {
      requests.observe({ route, method, status }, milliseconds / 1000);
    },
    write: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
