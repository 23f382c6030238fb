/** From Enter to the first card on the page, in a real browser with a real server over the digests. */
import { openBrowser } from '../browser/open-browser.ts';
import { startServer } from '../browser/start-server.ts';
import { readGolden } from '../eval/measure.ts';
import { DIGEST_SET } from '../eval/sets.ts';

/** Questions that are asked, each on an empty page; the first one, which warms everything, is not counted. */
const QUESTIONS = 20;

/** Milliseconds from pressing Enter until the first card is drawn, one for each question. */
export async function measureFirstCards(): Promise<number[]> {
  const golden = (await readGolden(DIGEST_SET)).filter(({ answerable, history }) => answerable && !history);
  const server = await startServer();
  const browser = await openBrowser();
  try {
    const times: number[] = [];
    for (const { question } of golden.slice(0, QUESTIONS + 1)) {
      // A page of its own: another one would go on with the conversation, whose cards are there already.
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      await page.goto(server.origin);
      const box = page.getByRole('textbox', { name: '问题' });
      await box.fill(question);
      await page.evaluate(WATCH_FIRST_CARD);
      await box.press('Enter');
      await page.locator('.extracts .card').first().waitFor();
      times.push(await page.evaluate<number>('window.firstCard'));
      await page.close();
    }
    return times.slice(1);
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** In the page: times the frame after the first card came, from the key that sends the question. */
const WATCH_FIRST_CARD = `
  window.firstCard = new Promise((resolve) => {
    const timeFrom = (event) => {
      const observer = new MutationObserver(() => {
        if (!document.querySelector('.extracts .card')) return;
        observer.disconnect();
        requestAnimationFrame(() => resolve(performance.now() - event.timeStamp));
      });
      observer.observe(document.body, { childList: true, subtree: true });
    };
    document.addEventListener('keydown', timeFrom, { once: true, capture: true });
  });
  undefined;
`;
