/** Web pages: what of a page is text, and as which lines. */
import { describe, expect, it } from 'vitest';
import { KnownError } from '../../../corpus/errors.ts';
import { type DocumentLine, READ_LIMITS } from '../../../corpus/read/document.ts';
import { linesOfHtml, readHtml } from '../../../corpus/read/html/html.ts';
import { encodeGb18030 } from '../../encode-gb18030.ts';
import { describeReader, type SampleBlock } from './reader.cases.ts';

function writeBlock(block: SampleBlock): string {
  if (block.kind === 'heading') return `<h${block.level}>${block.text}</h${block.level}>`;
  if (block.kind === 'paragraph') return `<p>${block.text}</p>`;
  if (block.kind === 'list') return `<ul>${block.items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
  if (block.kind === 'page break') return '<hr>';
  const rows = [block.header, ...block.rows].map((cells) => cells.map((cell) => `<td>${cell}</td>`).join(''));
  return `<table>${rows.map((row) => `<tr>${row}</tr>`).join('')}</table>`;
}

function makePage(blocks: readonly SampleBlock[]): Uint8Array {
  const body = blocks.map(writeBlock).join('\n');
  return new TextEncoder().encode(`<!doctype html><html><head><title>页</title></head><body>${body}</body></html>`);
}

describeReader({
  format: 'HTML',
  read: readHtml,
  make: makePage,
  marks: { headings: true, rows: true, pages: false },
  limits: [[{ textBytes: 100 }, 'file_too_large']],
});

function textsOf(html: string): string[] {
  return linesOfHtml(html).map(({ text }) => text);
}

/** The rows of the tables of a page, those that name columns with a mark before them. */
function rowsOf(html: string): string[] {
  return linesOfHtml(html).map(({ text, row }) => (row ? `${row.isHeader ? '# ' : ''}${text}` : `(${text})`));
}

describe('the text of a page', () => {
  it('has white space as a browser shows it', () => {
    expect(textsOf('<p>  全县\n   脱贫 <b>攻坚</b>\t工作 </p><p>AB\nCD&nbsp;&amp;&lt;E&#x4e00;</p>')).toEqual([
      '全县脱贫 攻坚 工作',
      'AB CD\u00a0&<E一',
    ]);
    expect(textsOf('<pre>第一行\n第二行\n\n第三行</pre>')).toEqual(['第一行', '第二行', '', '第三行']);
  });

  it('begins a line at every block and break, but not within a heading', () => {
    expect(textsOf('前<div>一<p>二<p>三</div>后<br>尾<span>部</span>')).toEqual(['前', '一', '二', '三', '后', '尾部']);
    expect(linesOfHtml('<h1>关于做好<br>\n工作的通知</h1>')).toEqual([{ text: '关于做好工作的通知', heading: 1 }]);
  });

  it('has one blank line where a gap was set by hand', () => {
    expect(textsOf('<p></p><p>一</p><p>&nbsp;</p><p></p><p>二</p>三<br><br><br>四<hr>五<p></p>')).toEqual([
      ...['一', '', '二', '三', '', '四', '', '五'],
    ]);
  });

  it('has nothing of programs, navigation, controls and what is hidden', () => {
    const dropped =
      '<script>脚本</script><style>样式</style><nav>导航</nav><footer>版权</footer><button>打印</button>' +
      '<select><option>选</option></select><textarea>写</textarea><template>模板</template><noscript>请启用</noscript>' +
      '<div hidden>隐</div><p style="color:red; display : none">藏</p><p aria-hidden="true">图标</p><!-- 注 -->';
    expect(textsOf(`<title>页名</title>${dropped}<p>正文<input value="值"></p>`)).toEqual(['正文']);
  });

  it('has the numbers of numbered lists', () => {
    expect(textsOf('<ol><li>甲<li><p>乙</p><p>乙之二</p><li value=7>丙</ol>')).toEqual([
      '1. 甲',
      '2. 乙',
      '乙之二',
      '7. 丙',
    ]);
    expect(textsOf('<ol start="3" type="a"><li>甲<li>乙<ol><li>丙</ol></ol>')).toEqual(['c. 甲', 'd. 乙', '1. 丙']);
    expect(textsOf('<ol style="list-style-type: cjk-ideographic"><li>甲<li>乙</ol>')).toEqual(['一、甲', '二、乙']);
    expect(textsOf('<ol reversed><li>甲<li>乙</ol>')).toEqual(['2. 甲', '1. 乙']);
  });

  it('has no number that the author wrote a second time, nor one that is not shown', () => {
    expect(textsOf('<ol><li>一、甲<li>（二）乙<li>3.丙<li>4.5 万元</ol>')).toEqual([
      '一、甲',
      '（二）乙',
      '3.丙',
      '4. 4.5 万元',
    ]);
    expect(textsOf('<ol style="list-style:none"><li>甲</ol><ul><li>乙</ul>')).toEqual(['甲', '乙']);
  });
});

describe('the tables of a page', () => {
  it('have the row of names that the page marks, or the first one without figures', () => {
    expect(rowsOf('<table><thead><tr><td>县<td>2018年</thead><tr><td>甲<td>1</table>')).toEqual([
      '# 县 | 2018年',
      '甲 | 1',
    ]);
    expect(rowsOf('<table><tr><th>1<th>2<tr><td>甲<td>1</table>')).toEqual(['# 1 | 2', '甲 | 1']);
    expect(rowsOf('<table><tr><td>县<td>2018年<tr><td>甲<td>1</table>')).toEqual(['# 县 | 2018年', '甲 | 1']);
    expect(rowsOf('<table><tr><td>乙<td>2<tr><td>甲<td>1</table>')).toEqual(['乙 | 2', '甲 | 1']);
  });

  it('repeat what merged cells say in every row and column that they cover', () => {
    const table =
      '<table><tr><td>类<td>项<td>数<tr><td rowspan=2>甲<td>子<td>1<tr><td>丑<td>2<tr><td colspan=2>合计<td>3</table>';
    expect(rowsOf(table)).toEqual(['# 类 | 项 | 数', '甲 | 子 | 1', '甲 | 丑 | 2', '合计 | 合计 | 3']);
  });

  it('join rows of names that stand above one another', () => {
    const table = '<table><tr><td rowspan=2>县<td colspan=2>收入<tr><td>2018年<td>2019年<tr><td>甲<td>1<td>2</table>';
    expect(rowsOf(table)).toEqual(['# 县 | 收入 2018年 | 收入 2019年', '甲 | 1 | 2']);
  });

  it('are named by their caption or a cell over their whole width', () => {
    expect(rowsOf('<table><caption>表一</caption><tr><td>县<td>数<tr><td>甲<td>1</table>')[0]).toBe('(表一)');
    expect(rowsOf('<table><tr><td colspan=2>表一<tr><td>县<td>数<tr><td>甲<td>1</table>')).toEqual([
      '(表一)',
      '# 县 | 数',
      '甲 | 1',
    ]);
  });

  it('are paragraphs where they only arrange the page', () => {
    expect(rowsOf('<table><tr><td><p>一</p><p>二</p><tr><td>三</table>')).toEqual(['(一)', '(二)', '(三)']);
    expect(rowsOf('<table><tr><td>左<td><p>一</p><p>二</p><p>三</p></table>')).toEqual([
      '(左)',
      '(一)',
      '(二)',
      '(三)',
    ]);
    expect(rowsOf('<table><tr><td>左<td><table><tr><td>县<td>数<tr><td>甲<td>1</table></table>')).toEqual([
      '(左)',
      '# 县 | 数',
      '甲 | 1',
    ]);
  });

  it('are numbered as they follow one another', () => {
    const table = '<table><tr><td>县<td>数<tr><td>甲<td>1</table>';
    expect(linesOfHtml(table + table).map(({ row }) => row?.table)).toEqual([1, 1, 2, 2]);
  });
});

describe('the encoding of a page', () => {
  const page = (declaration: string): string =>
    `<html><head>${declaration}</head><body><p>全县种植油茶</p></body></html>`;
  const read = async (bytes: Uint8Array): Promise<DocumentLine[]> => (await readHtml(bytes, READ_LIMITS)).lines;

  it.each([
    ['GB18030 as it says', encodeGb18030(page('<meta charset="gb2312">'))],
    ['GB18030 though it does not say so', encodeGb18030(page(''))],
    ['UTF-8 though it says GBK', new TextEncoder().encode(page('<meta charset=gbk>'))],
    ['UTF-8 with a byte order mark', new TextEncoder().encode(`\ufeff${page('')}`)],
    ['UTF-16 with a byte order mark', Buffer.from(`\ufeff${page('<meta charset="utf-16">')}`, 'utf16le')],
    ['none that exists, by its declaration', new TextEncoder().encode(page('<meta charset="klingon">'))],
  ])('may be %s', async (_, bytes) => {
    expect(await read(bytes)).toEqual([{ text: '全县种植油茶' }]);
  });

  it('may be another one that it names', async () => {
    const big5 = Buffer.concat([Buffer.from('<meta charset="big5"><p>'), Uint8Array.of(0xa4, 0xa4, 0xa4, 0xe5)]);
    expect(await read(big5)).toEqual([{ text: '中文' }]);
  });
});

describe('a page that nobody wrote by hand', () => {
  it('may nest as deeply as it likes', () => {
    expect(textsOf('<div>'.repeat(100_000) + '深' + '</div>'.repeat(100_000))).toEqual(['深']);
    expect(textsOf('<table><tr><td>'.repeat(30_000) + '深')).toEqual(['深']);
    expect(textsOf('<ol><li>'.repeat(30_000) + '深')).toEqual(['1. 深']);
  });

  it('is refused where its tags would unfold into far more than it says', () => {
    const opened = Array.from({ length: 2_000 }, (_, index) => `<b a=${index}>`).join('');
    expect(() => linesOfHtml(`<p>${opened}一</p>${'<p>二</p>'.repeat(2_000)}`)).toThrow(KnownError);
  });

  it('repeats merged cells no longer than the page itself is', () => {
    const html = `<table><tr>${'<td rowspan=60000>名称</td>'.repeat(60)}</tr>${'<tr><td>1<td>2'.repeat(3_000)}</table>`;
    const length = textsOf(html).join('').length;
    expect(length).toBeLessThan(2 * html.length);
  });
});
