/** Web pages that no browser would enjoy. */
import { type HostileFile, noise, type Outcome, SENTENCE } from './hostile-file.ts';

const ODD: readonly Outcome[] = ['read', 'file_damaged', 'file_took_memory', 'file_too_large', 'file_too_slow'];

const page = (name: string, make: HostileFile['make'], outcomes: readonly Outcome[] = ODD): HostileFile => ({
  path: `pages/${name}.html`,
  make,
  outcomes,
});

const inside = (before: string, after = ''): string =>
  `<!doctype html><html><body>${before}<p>${SENTENCE}</p>${after}</body></html>`;
const around = (tag: string, times: number): string => inside(`<${tag}>`.repeat(times), `</${tag}>`.repeat(times));

/** Tags that differ, each of which is opened again in every paragraph behind. */
const misnested = (times: number): string =>
  Array.from({ length: times }, (_, at) => `<b id=${at}>`).join('') + '<p>甲'.repeat(times);

export const PAGES: readonly HostileFile[] = [
  page('noise', () => noise(9_000), ['file_format_unsupported', 'file_damaged']),
  page('zeros', () => Buffer.alloc(9_000), ['file_format_unsupported', 'file_damaged']),
  page('empty', () => '', ['file_empty']),
  page('script-alone', () => `<!doctype html><script>document.write('${SENTENCE}')</script>`, ['file_empty']),
  page('too-long', () => ' '.repeat(20 * 1024 * 1024 + 1), ['file_too_large']),
  page('deep', () => around('div', 200_000)),
  page('deep-lists', () => around('ul><li', 50_000)),
  page('deep-quotes', () => around('blockquote', 100_000)),
  page('deep-drawing', () => around('svg><g', 50_000)),
  page('deep-tables', () => inside('<table><tr><td>'.repeat(20_000))),
  page('misnested', () => inside(misnested(5_000))),
  page('misnested-links', () => inside('<a href=x><div>'.repeat(20_000))),
  page('misnested-tables', () => inside('<table><b><tr>甲'.repeat(20_000))),
  page('wide-cell', () => inside('<table><tr><td colspan=999999999 rowspan=999999999>甲<td>乙</table>')),
  page('many-wide-cells', () => inside(`<table>${'<tr><td colspan=1000 rowspan=65534>甲'.repeat(2_000)}</table>`)),
  page('attributes', () => inside(`<p ${Array.from({ length: 50_000 }, (_, at) => `a${at}=1`).join(' ')}>甲</p>`)),
  page('open-comment', () => `<!doctype html><p>${SENTENCE}<!-- ${'-'.repeat(500_000)}`),
  page('open-tag', () => `<!doctype html><p>${SENTENCE}<a ${'"'.repeat(500_000)}`),
  page('entities', () => inside(`<p>${'&amp'.repeat(50_000)}&#0;&#xD800;&#x110000;&nosuch;</p>`)),
  page('outside', () =>
    inside('<base href="http://127.0.0.1:9/"><img src=a.png><iframe src="file:///etc/passwd"></iframe>'),
  ),
  page('lying-encoding', () => `<!doctype html><meta charset="utf-7"><p>${SENTENCE}`, [
    'read',
    'file_format_unsupported',
  ]),
  page('plaintext', () => inside('<plaintext>')),
  page('picture', () => Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), noise(400)]), [
    'file_damaged',
    'file_format_unsupported',
  ]),
];
