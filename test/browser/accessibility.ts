import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const AXE_SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Violation = { id: string; impact: string | null; nodes: { html: string; failureSummary?: string }[] };

/** What axe finds serious or critical in the page as it stands, one line each. */
export async function findBarriers(page: Page): Promise<string[]> {
  // Evaluated, not added as a script element, which the content security policy of the page would refuse.
  await page.evaluate(`${AXE_SOURCE}; undefined`);
  const violations = await page.evaluate<Violation[]>('axe.run(document).then((results) => results.violations)');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`));
}
