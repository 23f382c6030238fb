/** Web pages: what of a page is text, and as which lines. */
import { describe, expect, it } from 'vitest';
import { KnownError } from '../../../corpus/errors.ts';
import { type DocumentLine, READ_LIMITS } from '../../../corpus/read/document.ts';
import { linesOfHtml, linesOfPage, readHtml } from '../../../corpus/read/html/html.ts';
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

describe('what a page hides', () => {
  const TEXT = '全县新建蓄水池47座，铺设管网62公里。';

  it('is its text where a script shows it later', () => {
    expect(textsOf(`<h1>小小桑叶</h1><div style="visibility: hidden;"><p>${TEXT}</p></div>`)).toEqual([
      '小小桑叶',
      TEXT,
    ]);
    expect(textsOf(`<p>题</p>${`<div style="visibility:hidden"><p>${TEXT}</p></div>`.repeat(2)}`)).toEqual([
      ...['题', TEXT, TEXT],
    ]);
    expect(textsOf(`<p>题</p><div style="display:none"><p>${TEXT}</p></div>`)).toEqual(['题', TEXT]);
  });

  it('is not said where it is the smaller part', () => {
    for (const style of ['visibility:hidden', 'display:none']) {
      expect(textsOf(`<p>${TEXT}</p><div style="${style}"><p>请先登录</p></div>`)).toEqual([TEXT]);
    }
    const popUps = '<div style="display:none"><p>请先登录</p></div>'.repeat(3);
    expect(textsOf(`<div style="visibility:hidden"><p>${TEXT}</p>${popUps}</div>`)).toEqual([TEXT]);
  });
});

describe('the article of a web page', () => {
  const TEXT = '<p>全县新建蓄水池47座，铺设管网62公里，解决了1204户群众的饮水困难。</p>';
  const SAID = '全县新建蓄水池47座，铺设管网62公里，解决了1204户群众的饮水困难。';
  const articleOf = (html: string): string[] => linesOfPage(html).map(({ text }) => text);

  it('has nothing of what the site names as its own', () => {
    const around =
      '<div class="header"><h1><a href="/">某县政府网</a></h1></div><div id="topNav"><p>首页</p></div>' +
      '<div class="bread-crumbs">首页 &gt; 公示</div>';
    const below =
      '<div class="shareBox">分享给朋友</div><ul class="related"><li>乡里开会</ul><div class="footer">主办：某县</div>';
    expect(articleOf(`${around}<h2>项目公告</h2><div class="article share">${TEXT}</div>${below}`)).toEqual([
      '项目公告',
      SAID,
    ]);
  });

  it('keeps what most of the page stands in, whatever it is called, and the head of an article', () => {
    const head = '<div class="header"><h1>项目公告</h1><p>来源：<a href="/">某乡</a></p></div>';
    expect(articleOf(`<div class="foot">${head}${TEXT}</div>`)).toEqual(['项目公告', '来源：某乡', SAID]);
  });

  it('has nothing of what a site says on every page, in parts without a name', () => {
    const above = '<ul><li>首页</li><li>政务公开</li></ul><p>当前位置：首页 &gt; 公示</p>';
    const below =
      '<p>【打印】 【关闭】</p><p>上一篇：招标公告</p><p>阅读 1024</p><h3>相关链接</h3><ul><li><a href="/1">乡里开会</a></ul>' +
      '<p>主办：某县人民政府</p><p>桂ICP备05000000号　网站地图</p>';
    expect(articleOf(`${above}<h2>项目公告</h2>${TEXT}${below}`)).toEqual(['项目公告', SAID]);
  });

  it('keeps such words within its text, and the links to its attachments', () => {
    const text = '<p>二、分享经验</p><p>主办：某县扶贫办</p><p>附件：</p><p><a href="1.doc">1.名单</a></p>';
    expect(articleOf(`<p>关于开展评选的通知</p>${TEXT}${text}`)).toEqual([
      ...['关于开展评选的通知', SAID, '二、分享经验', '主办：某县扶贫办', '附件：', '1.名单'],
    ]);
    const linked = `<p>关于开展评选的通知</p>${TEXT}<p><a href="1.doc">1.名单</a></p><h3>附表</h3>`;
    expect(articleOf(linked)).toContain('1.名单');
    const aboveFoot = `<h1>通知</h1>${TEXT}<p><a href="1.doc">1.名单</a></p><p>主办：某县</p><p><a href="/">网站地图</a></p>`;
    expect(articleOf(aboveFoot)).toEqual(['通知', SAID, '1.名单']);
  });

  it('has the title and the date that the page states', () => {
    const head =
      '<head><meta name="ArticleTitle" content="项目公告公示"><meta name="PubDate" content="2019-07-15 10:20"></head>';
    const lines = linesOfPage(`${head}<p>某县政府网</p><p>项目公告公示</p>${TEXT}`);
    expect(lines).toEqual([{ text: '项目公告公示', heading: 1 }, { text: '发布时间：2019-07-15' }, { text: SAID }]);
    expect(articleOf(`${head}<p>项目公告公示</p><p>首页</p><h2>项目公告公示</h2>${TEXT}`)[0]).toBe('项目公告公示');
    expect(articleOf(`${head}<p>项目公告公示</p><p>首页</p><h2>项目公告公示</h2>${TEXT}`)).not.toContain('首页');
    const dated = `${head}<h2>项目公告公示</h2><p>发布时间：2019年7月16日</p>${TEXT}`;
    expect(articleOf(dated)).toEqual(['项目公告公示', '发布时间：2019年7月16日', SAID]);
  });

  it('has date, author and account of an article on WeChat in lines of their own', () => {
    const row =
      '<div class="rich_media_meta_list"><span>原创</span><span>农佳丽</span> <em id="publish_time">2020-03-01</em></div>';
    const page = `<h1>小小桑叶</h1>${row}${TEXT}<div class="rich_media_tool"><span>阅读 1024</span><span>在看</span></div>`;
    expect(articleOf(`${page}<p>微信扫一扫<br>关注该公众号</p>`)).toEqual(['小小桑叶', '2020-03-01', '农佳丽', SAID]);
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
