/** An issue as text, as a web page and as a Word document. */
import { AlignmentType, Document, Footer, Header, HeadingLevel, Packer, PageNumber, Paragraph, TextRun } from 'docx';
import type { PrintedArticle, PrintedIssue, PrintedLine } from './printed-issue.ts';

/** As an export of a word processor: a paragraph a line, blank lines between them. */
export function writeText({ masthead, articles, imprint }: PrintedIssue): string {
  const body = articles.flatMap(({ titleLines, author, lines, byline }) => [
    ...titleLines,
    ...(author === null ? [] : [`□ ${author}`]),
    ...lines.map(({ text }) => `\u3000\u3000${text}`),
    ...(byline === null ? [] : [`（${byline}）`]),
  ]);
  return `${[...masthead, ...body, ...imprint].join('\r\n\r\n')}\r\n`;
}

/** As a page of an office's website, or, with a style, as what is printed. */
export function writePage({ masthead, articles, imprint }: PrintedIssue, style = ''): string {
  const head = masthead.map((line, index) => `<p class="${index === 0 ? 'series' : 'issue'}">${escape(line)}</p>`);
  const foot =
    imprint.length > 0 ? `<div class="imprint">${imprint.map((line) => `<p>${escape(line)}</p>`).join('')}</div>` : '';
  return (
    `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>简报</title><style>${style}</style></head>` +
    `<body><nav class="site">首页 &gt; 简报</nav><header class="masthead">${head.join('\n')}</header>` +
    `${articles.map(writeArticle).join('\n')}${foot}<footer class="site">主办单位</footer></body></html>`
  );
}

function writeArticle({ titleLines, author, lines, byline }: PrintedArticle): string {
  const mark = author === null ? '' : `<p class="author">□ ${escape(author)}</p>`;
  const end = byline === null ? '' : `<p class="byline">（${escape(byline)}）</p>`;
  return (
    `<article><h1>${titleLines.map(escape).join('<br>')}</h1>${mark}` +
    `<div class="text">${lines.map(writeLine).join('\n')}${end}</div></article>`
  );
}

function writeLine({ text, role }: PrintedLine): string {
  const words = text.split('\n').map(escape).join('<br>');
  return role === 'heading' ? `<h2>${words}</h2>` : `<p class="${role}">${words}</p>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** As Word has it: styles of headings, indented paragraphs, a running head and numbered pages. */
export function writeDocx({ masthead, articles, imprint }: PrintedIssue): Promise<Buffer> {
  const centred = (text: string): Paragraph => new Paragraph({ text, alignment: AlignmentType.CENTER });
  const right = (text: string): Paragraph => new Paragraph({ text, alignment: AlignmentType.RIGHT });
  const children = [
    ...masthead.map(centred),
    ...articles.flatMap(({ titleLines, author, lines, byline }) => [
      new Paragraph({
        heading: HeadingLevel.HEADING_1,
        alignment: AlignmentType.CENTER,
        children: titleLines.map((text, index) => new TextRun({ text, break: index === 0 ? 0 : 1 })),
      }),
      ...(author === null ? [] : [centred(`□ ${author}`)]),
      ...lines.flatMap(({ text, role }) => text.split('\n').map((words) => wordParagraph(words, role === 'heading'))),
      ...(byline === null ? [] : [right(`（${byline}）`)]),
    ]),
    ...imprint.map((line) => new Paragraph(line)),
  ];
  const headers = { default: new Header({ children: [centred(masthead[0] ?? '简报')] }) };
  const footers = {
    default: new Footer({ children: [new Paragraph({ children: [new TextRun({ children: [PageNumber.CURRENT] })] })] }),
  };
  return Packer.toBuffer(new Document({ sections: [{ headers, footers, children }] }));
}

function wordParagraph(text: string, isHeading: boolean): Paragraph {
  if (isHeading) return new Paragraph({ text, heading: HeadingLevel.HEADING_2 });
  return new Paragraph({ text, indent: { firstLine: 640 } });
}
