/**
 * The lines of a page → those of its article, by what the lines say: sites that name none of their parts put the same
 * words around an article.
 */
import type { DocumentLine } from '../document.ts';
import type { PageLines } from './lines.ts';
import type { Statements } from './statements.ts';

/** Words of buttons and counters; a line of nothing else is one of the site. */
const BUTTONS =
  /阅读(?:原文|全文|量|数)?|在看|点赞|分享(?:到|至)?|收藏|写?留言|微信扫一扫|扫一扫|关注该公众号|关注我们|浏览次数|字体|打印本?页?|关闭窗?口?|返回顶部|微信|微博|QQ空间|朋友圈|原创/gu;
const BETWEEN_BUTTONS = /^[\s\d.万+：:·|｜/【】[\]（）()大中小]*$/u;
const BUTTONS_MAX = 40;

const STANDING_LINES = [/^(?:上一[篇条]|下一[篇条])[：:]/u, /^点击.{0,6}(?:上方|下方|蓝字|标题).{0,30}关注.{0,8}$/u];
const STANDING_MAX = 80;

/** The way to the page through its site. */
const CRUMB = /^(?:您|你)?(?:当前|现在|目前|所在)?的?(?:所在)?位置(?:是|为)?[：:]|^当前栏目[：:]/u;

/** A line of a site's head is no longer than this, nor a sentence. */
const HEAD_LINE_MAX = 30;

/** The heading of links to other pages. */
const ELSEWHERE =
  /^(?:相关(?:链接|阅读|新闻|文章|信息|推荐|稿件|报道)|往期(?:推荐|回顾|精选|文章)|推荐阅读|延伸阅读|热门(?:文章|推荐)|猜你喜欢)[：:]?$/u;

/** The foot of a site: what only that says, and what stands beside it. */
const FOOT_SIGN = /ICP备|ICP证|公网安备|网站标识码|版权所有|网站地图/iu;
const FOOT_LINE =
  /^(?:主办|承办|协办|技术支持|维护|地址|邮编|电话|联系(?:电话|我们)|关于我们|友情链接|网站声明|建议使用)/u;
const FOOT_LINES_MAX = 12;
const FOOT_LINE_MAX = 120;

/** The article's lines, with the title and date that the page states where its lines do not say them. */
export function articleLines({ lines: all, linked }: PageLines, statements: Statements): DocumentLine[] {
  const isHeading = ({ heading }: DocumentLine): boolean => heading !== undefined;
  const withoutButtons = all.filter((line) => isHeading(line) || line.row !== undefined || !isStanding(line.text));
  const lines = withoutFoot(withoutElsewhere(withoutCrumb(withoutButtons), linked), linked);
  const begun = withTitle(withoutLinkedHead(lines, linked), statements.title);
  return withDate(begun, statements.date);
}

function isStanding(text: string): boolean {
  if (text.length > STANDING_MAX) return false;
  if (STANDING_LINES.some((line) => line.test(text))) return true;
  if (text.length > BUTTONS_MAX) return false;
  const between = text.replace(BUTTONS, '');
  return between.length < text.length && BETWEEN_BUTTONS.test(between);
}

/** Above the line that says where the page is in its site stands the head of the site. */
function withoutCrumb(lines: DocumentLine[]): DocumentLine[] {
  const at = lines.findIndex(({ text, row }) => row === undefined && CRUMB.test(text));
  if (at < 0) return lines;
  const above = lines.slice(0, at);
  return [...(above.every(isHeadLine) ? [] : above), ...lines.slice(at + 1)];
}

function isHeadLine({ text, row }: DocumentLine): boolean {
  return row === undefined && text.length <= HEAD_LINE_MAX && !/[。；！？]/u.test(text);
}

function withoutElsewhere(lines: DocumentLine[], linked: ReadonlySet<DocumentLine>): DocumentLine[] {
  const isElsewhere = lines.map(() => false);
  lines.forEach((line, index) => {
    if (!ELSEWHERE.test(line.text)) return;
    let to = index + 1;
    const isLink = (at: number): boolean => linked.has(lines[at] as DocumentLine) || lines[at]?.text === '';
    while (to < lines.length && isLink(to)) to++;
    if (to > index + 1 || to === lines.length) isElsewhere.fill(true, index, to);
  });
  return lines.filter((_, index) => !isElsewhere[index]);
}

function withoutFoot(lines: DocumentLine[], linked: ReadonlySet<DocumentLine>): DocumentLine[] {
  let from = lines.length;
  let hasSign = false;
  while (from > 1 && lines.length - from < FOOT_LINES_MAX) {
    const line = lines[from - 1] as DocumentLine;
    const isSign = FOOT_SIGN.test(line.text);
    const isFoot = isOfFoot(line) || line.text === '' || linked.has(line);
    if (!isFoot || line.row !== undefined || line.text.length > FOOT_LINE_MAX) break;
    hasSign ||= isSign;
    from--;
  }
  // Links above the foot may be the article's attachments.
  while (from < lines.length && !isOfFoot(lines[from] as DocumentLine)) from++;
  return hasSign ? lines.slice(0, from) : lines;
}

function isOfFoot({ text }: DocumentLine): boolean {
  return FOOT_SIGN.test(text) || FOOT_LINE.test(text);
}

/** Links above the first heading lead to other parts of the site. */
function withoutLinkedHead(lines: DocumentLine[], linked: ReadonlySet<DocumentLine>): DocumentLine[] {
  const heading = lines.findIndex((line) => line.heading !== undefined && !linked.has(line));
  if (!lines.slice(0, Math.max(heading, 0)).every(isHeadLine)) return lines;
  return lines.filter((line, index) => index >= heading || !linked.has(line));
}

/** The title that a page states is the heading of its article; above it stands the head of the site. */
function withTitle(lines: DocumentLine[], title: string | null): DocumentLine[] {
  if (title === null) return lines;
  const isTitle = ({ text, row }: DocumentLine): boolean => row === undefined && closed(text) === closed(title);
  const marked = lines.findIndex((line) => line.heading !== undefined && isTitle(line));
  const at = marked >= 0 ? marked : lines.findIndex(isTitle);
  const line = lines[at];
  if (!line) return lines;
  const above = lines.slice(0, at);
  return [...(above.every(isHeadLine) ? [] : above), { ...line, heading: line.heading ?? 1 }, ...lines.slice(at + 1)];
}

function closed(text: string): string {
  return text.normalize('NFKC').replace(/\s/gu, '');
}

const DATE = /\d{4}\s?[-./年]\s?\d{1,2}\s?[-./月]\s?\d{1,2}/u;
const DATE_WITHIN = 6;

/** A date that no line below the title says is put there as sites do. */
function withDate(lines: DocumentLine[], date: string | null): DocumentLine[] {
  const [title, ...rest] = lines;
  if (date === null || title?.heading === undefined) return lines;
  if (rest.slice(0, DATE_WITHIN).some(({ text }) => DATE.test(text))) return lines;
  return [title, { text: `发布时间：${date}` }, ...rest];
}
