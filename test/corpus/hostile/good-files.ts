/** A good file of every format, each with words of its own. */
import sharp from 'sharp';
import { pdfWith, stream, drawn } from './pdf-bytes.ts';
import { wordOfParagraphs } from './words.ts';

export interface GoodFile {
  path: string;
  make: () => Promise<Uint8Array | string> | Uint8Array | string;
  /** What its text has to hold, without white space and punctuation. */
  words: string;
  /** Whether its words are but a picture. */
  isPicture?: boolean;
}

const CROPS = ['油茶', '核桃', '桑蚕', '茶叶', '柑橘', '芒果', '甘蔗', '木薯', '药材', '蜜柚'];
const wordsOf = (number: number): string => `全县种植${CROPS[number]}两万亩带动三千户增收`;
const sentenceOf = (number: number): string => `${wordsOf(number)}。`;

function pictureOf(words: string): sharp.Sharp {
  const text = `<text x="60" y="90" font-size="36" font-family="Noto Sans CJK SC, Noto Sans SC, SimSun, sans-serif">${words}</text>`;
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="160"><rect width="900" height="160" fill="white"/>${text}</svg>`;
  return sharp(Buffer.from(drawing)).flatten({ background: 'white' });
}

async function scannedPdf(words: string): Promise<Uint8Array> {
  const jpeg = await pictureOf(words).jpeg({ quality: 90 }).toBuffer();
  const dictionary =
    '/Type /XObject /Subtype /Image /Width 900 /Height 160 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode';
  const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 540 96] /Contents 4 0 R /Resources 5 0 R >>';
  return pdfWith({ 3: page, 4: stream('q 540 0 0 96 0 0 cm /X Do Q'), 7: stream(jpeg, dictionary) });
}

/** GB18030, which Node reads but does not write. */
function inGb18030(text: string): Uint8Array {
  const decoder = new TextDecoder('gb18030');
  const bytesOf = new Map<string, number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++)
      bytesOf.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
  }
  return Uint8Array.from([...text].flatMap((character) => bytesOf.get(character) ?? [character.charCodeAt(0)]));
}

const MAKERS: readonly [path: string, (sentence: string) => ReturnType<GoodFile['make']>, isPicture?: boolean][] = [
  ['text.txt', (sentence) => sentence],
  ['gb18030.txt', (sentence) => inGb18030(sentence)],
  ['markdown.md', (sentence) => `# 抓产业\n\n${sentence}`],
  ['page.html', (sentence) => `<!doctype html><meta charset="utf-8"><h1>抓产业</h1><p>${sentence}</p>`],
  ['word.docx', (sentence) => wordOfParagraphs('抓产业', sentence)],
  ['printed.pdf', (sentence) => pdfWith({ 4: stream(drawn(sentence)) })],
  ['scanned.pdf', (sentence) => scannedPdf(sentence), true],
  ['picture.png', (sentence) => pictureOf(sentence).png().toBuffer(), true],
  ['picture.jpg', (sentence) => pictureOf(sentence).jpeg().toBuffer(), true],
  ['picture.tiff', (sentence) => pictureOf(sentence).tiff().toBuffer(), true],
];

export const GOOD_FILES: readonly GoodFile[] = MAKERS.map(([path, make, isPicture = false], number) => ({
  path: `good/${path}`,
  make: () => make(sentenceOf(number)),
  words: wordsOf(number),
  isPicture,
}));
