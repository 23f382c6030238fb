/** A folder of files → a corpus: encodings, files that cannot be read, ids, and the hash. */
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { articleSchema, headingPath, linesOf } from '../../corpus/article.ts';
import { decodeText } from '../../corpus/decode.ts';
import { KnownError, knownError, messageOf } from '../../corpus/errors.ts';
import { hashCorpus, loadCorpus } from '../../corpus/load.ts';
import { encodeGb18030 } from '../encode-gb18030.ts';
import { MASTHEAD, OPENING } from './parsed.ts';
import { expectWellFormed } from './well-formed.ts';

const BULLETIN = `${MASTHEAD}天等县抓产业\n\n${OPENING}\n\n一、种油茶\n\n全县种植油茶 1.2 万亩。\n\n（天等县扶贫办 王小明）\n`;

function encodeUtf16(text: string, littleEndian: boolean): Uint8Array {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return littleEndian ? bytes : bytes.swap16();
}

/** Bytes that look random and are the same at every run. */
function noise(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state >>> 16;
  });
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'corpus-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function write(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
}

async function refusalOf(promise: Promise<unknown>): Promise<KnownError> {
  const thrown: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(thrown instanceof KnownError)) throw new Error(`not refused: ${messageOf(thrown)}`);
  return thrown;
}

describe('the encoding of a file', () => {
  it.each([
    ['UTF-8', new TextEncoder().encode(BULLETIN)],
    ['UTF-8 with a byte order mark', new TextEncoder().encode(`\ufeff${BULLETIN}`)],
    ['UTF-16LE with one', encodeUtf16(BULLETIN, true)],
    ['UTF-16BE with one', encodeUtf16(BULLETIN, false)],
    ['GB18030', encodeGb18030(BULLETIN)],
  ])('may be %s', async (_, bytes) => {
    await write('a.txt', bytes);
    const { articles, problems } = await loadCorpus(folder);
    expect(problems).toEqual([]);
    expect(articles).toHaveLength(1);
    const [article] = articles;
    expect(article).toMatchObject({ title: '天等县抓产业', series: '某省精准脱贫简报', places: ['天等县'] });
    expect(article?.text).toBe(`${OPENING}\n一、种油茶\n全县种植油茶 1.2 万亩。`);
    if (article) expectWellFormed(article, BULLETIN);
  });

  it('leaves no byte order mark in a text without a masthead', async () => {
    await write('a.txt', `\ufeff${OPENING}\n`);
    await write('b.md', `\ufeff# 天等县抓产业\n\n${OPENING}\n`);
    const { articles } = await loadCorpus(folder);
    expect(articles.map(({ text }) => text)).toEqual([OPENING, OPENING]);
    expect(articles[1]?.title).toBe('天等县抓产业');
  });

  it('stays UTF-8 where one character of it is damaged', () => {
    const bytes = new TextEncoder().encode(BULLETIN);
    expect(decodeText(bytes.slice(0, -2))).toContain('全县种植油茶');
    expect(decodeText(encodeGb18030(BULLETIN).slice(0, -3))).toContain('全县种植油茶');
  });

  it('may be Big5, which is told from traditional characters in GB18030', () => {
    const words = '天等縣教育扶貧情況的報告，共有貧困學生三千二百名。';
    const big5 = 'a4d1b5a5bfa4b1d0a87ca7dfb368b1a1aa70aabab3f8a769a141a640a6b3b368a778bec7a5cda454a464a447a6caa657a143';
    expect(decodeText(Buffer.from(big5, 'hex'))).toBe(words);
    expect(decodeText(encodeGb18030(words))).toBe(words);
  });

  it('is none that we read for bytes that are no text', () => {
    for (const length of [64, 1000, 100_000]) expect(() => decodeText(noise(length))).toThrow(KnownError);
    const picture = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52);
    expect(() => decodeText(picture)).toThrow(/编码/u);
    expect(() => decodeText(Buffer.from(BULLETIN, 'utf16le'))).toThrow(/UTF-16/u);
    expect(decodeText(new Uint8Array())).toBe('');
  });
});

describe('a file that cannot be read', () => {
  beforeEach(() => write('good.txt', BULLETIN));

  async function problemOf(path: string): Promise<string> {
    const { articles, problems } = await loadCorpus(folder);
    expect(articles.map(({ file }) => file)).toEqual(['good.txt']);
    expect(problems.map(({ file }) => file)).toEqual([path]);
    return problems[0]?.problem ?? '';
  }

  it('is reported when its bytes are no text', async () => {
    await write('noise.txt', noise(5000));
    expect(await problemOf('noise.txt')).toMatch(/不是文本.*UTF-8.*GB18030/u);
  });

  it('is reported when it is empty or holds no words', async () => {
    await write('empty.txt', '');
    expect(await problemOf('empty.txt')).toBe('文件里没有正文。');
    await write('empty.txt', ' \n\n---\n\u3000\n');
    expect(await problemOf('empty.txt')).toBe('文件里没有正文。');
    await write('empty.txt', MASTHEAD);
    expect(await problemOf('empty.txt')).toBe('文件里没有正文。');
  });

  it('is reported when it is larger than a bulletin can be', async () => {
    await write('large.txt', '');
    await truncate(join(folder, 'large.txt'), 3 * 1024 ** 3);
    expect(await problemOf('large.txt')).toMatch(/文件有 \d+ MB，上限 100 MB/u);
  });

  it('is reported in words for its owner when it is a link to nothing', async () => {
    await symlink(join(folder, 'gone.txt'), join(folder, 'link.txt'));
    const problem = await problemOf('link.txt');
    expect(problem).toMatch(/打不开.*ENOENT/u);
    expect(problem).not.toContain(folder);
  });

  it('is reported when it is of a kind that is known and not read', async () => {
    await write('slides.pptx', noise(100));
    expect(await problemOf('slides.pptx')).toMatch(/演示文稿.*另存为 \.pdf/u);
  });

  it('is left aside when it is none that anybody would take for a document', async () => {
    await write('settings.json', '{}');
    await write('~$report.docx', noise(100));
    await write('README', '说明');
    await write('.hidden.txt', BULLETIN);
    await write('.git/note.txt', BULLETIN);
    const { articles, problems } = await loadCorpus(folder);
    expect(articles.map(({ file }) => file)).toEqual(['good.txt']);
    expect(problems).toEqual([]);
  });

  it('does not keep the words of a folder with its name from being read', async () => {
    await write('folder.txt/inner.md', '# 凤山县抓教育\n\n凤山县办好学校。');
    const { articles, problems } = await loadCorpus(folder);
    expect(articles.map(({ file }) => file)).toEqual(['folder.txt/inner.md', 'good.txt']);
    expect(problems).toEqual([]);
  });
});

describe('a corpus folder', () => {
  it('that is missing is refused with its name and what to do', async () => {
    const missing = join(folder, 'nowhere');
    for (const call of [loadCorpus(missing), hashCorpus(missing)]) {
      const refusal = await refusalOf(call);
      expect(refusal.code).toBe('corpus_missing');
      expect(refusal.message).toContain(missing);
      expect(refusal.message).toContain('CORPUS_DIR');
    }
  });

  it('that is a file is refused as missing', async () => {
    await write('a.txt', BULLETIN);
    expect((await refusalOf(loadCorpus(join(folder, 'a.txt')))).code).toBe('corpus_missing');
  });

  it('without a readable article is refused with the reasons', async () => {
    expect((await refusalOf(loadCorpus(folder))).code).toBe('corpus_empty');
    await write('noise.txt', noise(5000));
    await write('blank.md', '\n');
    const refusal = await refusalOf(loadCorpus(folder));
    expect(refusal.code).toBe('corpus_empty');
    expect(refusal.message).toMatch(/blank\.md：文件里没有正文。.*noise\.txt：内容不是文本/u);
  });

  it('is read with its folders, in the order of the paths', async () => {
    await write('b.txt', BULLETIN.replace('第7期', '第8期'));
    await write('2020/一季度/a.TXT', BULLETIN);
    await write('2020/c.markdown', `# 凤山县抓教育\n\n${OPENING}`);
    const { articles } = await loadCorpus(folder);
    expect(articles.map(({ file, id }) => [file, id])).toEqual([
      ['2020/c.markdown', '2020-c'],
      ['2020/一季度/a.TXT', '2020-7-1'],
      ['b.txt', '2020-8-1'],
    ]);
  });

  it('may hold links to files, while links to folders are left aside', async () => {
    await write('kept/a.txt', BULLETIN);
    await mkdir(join(folder, 'corpus'));
    await symlink(join(folder, 'kept/a.txt'), join(folder, 'corpus/linked.txt'));
    await symlink(join(folder, 'kept'), join(folder, 'corpus/folder.txt'));
    const { articles, problems } = await loadCorpus(join(folder, 'corpus'));
    expect(articles.map(({ file }) => file)).toEqual(['linked.txt']);
    expect(problems).toEqual([]);
  });

  it('gives two files of the same issue ids of their own', async () => {
    for (const [index, name] of ['a.txt', 'b.txt', 'c.txt'].entries()) {
      await write(name, BULLETIN.replace('1.2', `1.${index}`));
    }
    const { articles } = await loadCorpus(folder);
    expect(articles.map(({ id }) => id)).toEqual(['2020-7-1', '2020-7-1~2', '2020-7-1~3']);
  });

  it('gives texts of the same name ids of their own', async () => {
    for (const name of ['note.txt', 'note.md', 'x/y.txt', 'x-y.txt']) await write(name, `${OPENING}见${name}。`);
    const { articles } = await loadCorpus(folder);
    expect(articles.map(({ id }) => id).sort()).toEqual(['note', 'note~2', 'x-y', 'x-y~2']);
  });

  it('gives articles of the shape that every later stage relies on', async () => {
    await write('a.txt', BULLETIN);
    const { articles } = await loadCorpus(folder);
    for (const article of articles) expect(articleSchema.parse(article)).toEqual(article);
  });
});

describe('the hash of a corpus', () => {
  it('is the same read or not read, with problems too', async () => {
    await write('a.txt', BULLETIN);
    await write('noise.txt', noise(500));
    await symlink(join(folder, 'gone.txt'), join(folder, 'link.txt'));
    expect(await hashCorpus(folder)).toBe((await loadCorpus(folder)).hash);
    expect(await hashCorpus(folder)).toMatch(/^[0-9a-f]{64}$/u);
  });

  it('changes with a name, a byte, a new file or a lost one, and with nothing else', async () => {
    const hashes = new Set<string>();
    const note = async (): Promise<void> => void hashes.add(await hashCorpus(folder));
    await write('a.txt', BULLETIN);
    await note();
    await write('settings.json', '{}');
    await write('a.txt', BULLETIN);
    await note();
    expect(hashes.size).toBe(1);
    await write('a.txt', BULLETIN.replace('1.2', '1.3'));
    await note();
    await write('b.txt', '');
    await note();
    await rm(join(folder, 'a.txt'));
    await note();
    await rm(join(folder, 'b.txt'));
    await write('c.txt', '');
    await note();
    expect(hashes.size).toBe(5);
  });

  it('tells where one file ends and the next begins', async () => {
    await write('a.txt', '一二');
    await write('b.txt', '三');
    const before = await hashCorpus(folder);
    await write('a.txt', '一');
    await write('b.txt', '二三');
    expect(await hashCorpus(folder)).not.toBe(before);
  });
});

describe('a position in an article', () => {
  it('has the lines of its span and the headings above it', async () => {
    await write('a.txt', BULLETIN);
    const article = (await loadCorpus(folder)).articles[0];
    if (!article) throw new Error('no article');
    const at = article.text.indexOf('全县种植');
    expect(linesOf(article, { start: at, end: at + 4 })).toEqual([13, 13]);
    expect(linesOf(article, { start: 0, end: article.text.length })).toEqual([9, 13]);
    expect(headingPath(article, at)).toEqual(['一、种油茶']);
    expect(headingPath(article, 0)).toEqual([]);
    expect(() => linesOf(article, { start: 9000, end: 9001 })).toThrow(RangeError);
  });
});

describe('a known error', () => {
  it('has a code, a status, a title and a message that says what to do', () => {
    const error = knownError('corpus_missing', '/somewhere');
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ code: 'corpus_missing', status: 500, title: '语料文件夹不存在' });
    expect(error.message).toMatch(/\/somewhere.*CORPUS_DIR/u);
    expect(messageOf(error)).toBe(error.message);
    expect(messageOf('thrown')).toBe('thrown');
  });
});
