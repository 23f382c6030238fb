/**
 * Asks a question and prints the extracts with their sources. Run it with a server at hand:
 *
 *   node --import tsx examples/ask.ts "全州县的四事工作法是哪四事？"
 */
import { createClient } from '../server/client.ts';

const question = process.argv[2] ?? '天等县给驻村队员发多少伙食补贴？';
const client = createClient(process.env.BULLETIN_QA_URL ?? 'http://localhost:3000', process.env.BULLETIN_QA_KEY);

const response = await client.api.ask.$post({ json: { question, limit: 3 } });
if (response.ok) {
  const { extracts, reason } = await response.json();
  for (const { text, citation } of extracts) console.log(`${text}\n—— ${citation.label}\n`);
  if (reason !== null) console.log(reason);
} else {
  const { code, detail } = await response.json();
  console.error(`${code}: ${detail}`);
  process.exitCode = 1;
}
