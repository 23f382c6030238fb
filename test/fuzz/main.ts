/** `node --import tsx test/fuzz/main.ts`: the property-based run over the OpenAPI document, against a server of its own. */
import { type KindReport, LIMIT_MILLISECONDS, runFuzz } from './run.ts';
import { serveCopy } from './serve-copy.ts';

const HELP = `用法：node --import tsx test/fuzz/main.ts [--requests 12000] [--seed 整数] [--workers 4]

按 OpenAPI 文档生成合法与不合法的请求，发给本机启动的服务，核对每个回答的状态、结构、用时和有无泄露。
有任何发现时以代码 1 退出；同一种子生成同样的请求。
`;

const FINDINGS_SHOWN = 20;
const PROGRESS_STEP = 1_000;

function readNumber(name: string, fallback: number): number {
  const at = process.argv.indexOf(`--${name}`);
  const given = at < 0 ? fallback : Number(process.argv[at + 1]);
  if (!Number.isSafeInteger(given)) throw new Error(`--${name} 应为整数，给出的是“${process.argv[at + 1] ?? ''}”`);
  return given;
}

async function main(): Promise<void> {
  const requests = readNumber('requests', 12_000);
  const seed = readNumber('seed', Math.floor(Math.random() * 2 ** 31));
  const workers = readNumber('workers', 4);
  console.log(`种子 ${seed}，${requests} 个请求，同时 ${workers} 个`);
  const server = await serveCopy();
  try {
    const onProgress = (done: number, total: number): void => {
      if (done % PROGRESS_STEP === 0) console.log(`${done}/${total}`);
    };
    const {
      kinds,
      findings,
      requests: sent,
      late,
    } = await runFuzz({ origin: server.origin, requests, seed, workers, stalls: true, onProgress });
    console.table(
      Object.fromEntries([...kinds].sort(([a], [b]) => a.localeCompare(b)).map(([kind, row]) => [kind, describe(row)])),
    );
    const byFault = new Map<string, number>();
    for (const { kind, fault } of findings)
      byFault.set(`${kind}: ${fault}`, (byFault.get(`${kind}: ${fault}`) ?? 0) + 1);
    for (const [fault, count] of byFault) console.log(`${count} × ${fault}`);
    for (const { kind, fault, request, answer } of findings.slice(0, FINDINGS_SHOWN)) {
      console.log(`\n${kind}: ${fault}\n  ${request}\n  ${answer}`);
    }
    console.log(
      `\n${sent} 个请求（${late} 个与别的同时问时超时，单独重问），${findings.length} 个发现，上限 ${LIMIT_MILLISECONDS} 毫秒，种子 ${seed}`,
    );
    process.exitCode = findings.length === 0 ? 0 : 1;
  } finally {
    await server.stop();
  }
}

function describe({ requests, statuses, times, findings }: KindReport): Record<string, string | number> {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  const counts = [...statuses]
    .sort(([a], [b]) => String(a).localeCompare(String(b)))
    .map(([status, n]) => `${status}×${n}`);
  return {
    requests,
    statuses: counts.join(' '),
    'median ms': at(0.5),
    '99 % ms': at(0.99),
    'slowest ms': at(1),
    findings,
  };
}

if (process.argv.includes('--help')) console.log(HELP);
else await main();
