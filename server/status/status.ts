/** The state of the service as its page shows it, put together from what each part knows of itself. */
import type { PassageStore } from '../../index/store.ts';
import PACKAGE from '../../package.json' with { type: 'json' };
import type { Answerer } from '../answer.ts';
import type { CorpusBuildProgress } from '../contract-corpus.ts';
import type { Held, Load, Queue, Status } from '../contract-status.ts';
import { LoadHistory } from '../operation/load-history.ts';
import { fingerprintCode } from '../quality/code-fingerprint.ts';
import { judgeMeasurement, readMeasurement } from '../quality/quality-file.ts';
import { workInTurns } from '../steps.ts';
import { findBuiltAt } from './built-at.ts';
import { listIssues } from './issues.ts';
import { countPlaces } from './places.ts';

/** Read when the server starts: code that is changed on disk later is not the code that answers. */
const CODE = fingerprintCode();

/** What the state is read from; what is left out is told as unknown, as none or as zero. */
export interface StatusSources {
  /** Folder of the indexes. */
  indexRoot?: string;
  /** What `npm run eval` measured last. */
  qualityFile?: string;
  /** What was asked in the last hour. */
  load?: LoadHistory;
  /** The queue of requests to be answered, at this moment. */
  queue?: () => Queue;
  /** Whether a newer index is being built. */
  building?: () => boolean;
  /** How far that is. */
  progress?: () => CorpusBuildProgress | null;
  /** Whether the index stays although the corpus is another. */
  pinned?: () => boolean;
}

/** Reads the state of the service over an open index. */
export async function readStatus(open: Answerer, sources: StatusSources): Promise<Status> {
  const { indexRoot, qualityFile, load = new LoadHistory(), queue, building, progress, pinned } = sources;
  const { indexVersion, makers, problems } = open.store.manifest;
  const [held, builtAt, measurement] = await Promise.all([
    describeOnce(open),
    indexRoot === undefined ? null : findBuiltAt(indexRoot, indexVersion),
    qualityFile === undefined ? null : readMeasurement(qualityFile),
  ]);
  return {
    held,
    versions: {
      product: PACKAGE.version,
      index: indexVersion,
      indexBuiltAt: builtAt?.toISOString() ?? null,
      building: building?.() ?? false,
      progress: progress?.() ?? null,
      pinned: pinned?.() ?? false,
      model: makers.model,
      node: process.versions.node,
    },
    warnings: problems,
    quality: judgeMeasurement(measurement, { code: CODE, indexVersion }),
    load: describeLoad(load, queue?.() ?? null),
    uptimeSeconds: Math.floor(process.uptime()),
    memoryBytes: process.memoryUsage.rss(),
  };
}

/** An index does not change, and counting takes a while. */
const described = new WeakMap<PassageStore, Promise<Held>>();

function describeOnce(open: Answerer): Promise<Held> {
  let held = described.get(open.store);
  if (!held) {
    described.set(open.store, (held = describeHeld(open)));
    // What failed once may succeed when it is asked for again.
    held.catch(() => described.delete(open.store));
  }
  return held;
}

async function describeHeld({ store, vocabulary }: Answerer): Promise<Held> {
  const articles = await store.articles();
  return {
    ...store.manifest.counts,
    characters: articles.reduce((sum, { text }) => sum + text.length, 0),
    issues: listIssues(articles),
    withoutIssue: articles.filter(({ issueId }) => issueId === null).length,
    prefectures: await workInTurns(countPlaces(articles, vocabulary.province)),
    withoutPlace: articles.filter(({ places }) => places.length === 0).length,
  };
}

function describeLoad(load: LoadHistory, queue: Queue | null): Load {
  const { median, p95, bins, ...counts } = load.lastHour();
  const { answered, no_evidence: noEvidence, failed, busy } = counts;
  return {
    requests: answered + noEvidence + failed + busy,
    answered,
    noEvidence,
    failed,
    busy,
    medianMilliseconds: median,
    p95Milliseconds: p95,
    bins: bins.map(({ no_evidence, ...bin }) => ({ ...bin, noEvidence: no_evidence })),
    queue,
  };
}
