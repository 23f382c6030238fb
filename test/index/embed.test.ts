/** The real model, from the folder that npm start prepares: what its vectors are like, and what it refuses. */
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { env } from '@xenova/transformers';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { KnownError } from '../../corpus/errors.ts';
import { type Embedder, MODEL_NAME, openEmbedder } from '../../index/embed.ts';
import model from '../../index/model.json' with { type: 'json' };
import { readConfig } from '../../server/config.ts';

const { modelFolder } = readConfig(process.env);
const FILES = Object.keys(model.files);

let embedder: Embedder;
let folder: string;

beforeAll(async () => {
  embedder = await openEmbedder(modelFolder);
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulletin-qa-model-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] as number), 0);
}

/** A folder with the files of the model, without those left out. */
async function linkModel(name: string, leftOut: string[] = []): Promise<string> {
  const linked = join(folder, name);
  for (const file of FILES.filter((each) => !leftOut.includes(each))) {
    await mkdir(dirname(join(linked, file)), { recursive: true });
    await symlink(join(modelFolder, file), join(linked, file));
  }
  return linked;
}

async function refusalOf(path: string): Promise<KnownError> {
  const thrown: unknown = await openEmbedder(path).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(KnownError);
  return thrown as KnownError;
}

describe('a vector', () => {
  it('has the dimensions of the model and length one', async () => {
    for (const text of ['天等县扶贫车间', '县', '', 'A', '长'.repeat(2000)]) {
      for (const vector of [await embedder.embedText(text), await embedder.embedQuestion(text)]) {
        expect(vector).toHaveLength(embedder.dimensions);
        expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
      }
    }
  });

  it('is the same every time, alone or among others, from one opening or another', async () => {
    const text = '易地扶贫搬迁594户2637人';
    const alone = await embedder.embedText(text);
    const [, among] = await Promise.all(['养蚕', text, '茶园里的合作社'].map((each) => embedder.embedText(each)));
    expect(among).toEqual(alone);
    expect(await (await openEmbedder(modelFolder)).embedText(text)).toEqual(alone);
  });

  it('of a text is not overwritten by the next one', async () => {
    const first = await embedder.embedText('扶贫车间');
    const copy = Float32Array.from(first);
    await embedder.embedText('驻村工作队');
    expect(first).toEqual(copy);
  });

  it('of a question differs from that of the same words as a text', async () => {
    const words = '扶贫车间怎么建';
    const similarity = cosine(await embedder.embedQuestion(words), await embedder.embedText(words));
    expect(similarity).toBeLessThan(0.99);
    expect(similarity).toBeGreaterThan(0.5);
  });
});

describe('what is alike is near', () => {
  it.each([
    ['两句同义', '贫困户在车间里打工挣钱', '困难群众到工厂就业增加收入', '村里修了一条水泥路'],
    ['同一件事', '推行联建联养模式', '几家人合起来建房、一起赡养老人', '光伏发电并网'],
    ['同一个县', '环江毛南族自治县脱贫摘帽', '环江县退出贫困县', '巴马县的天坑景区'],
  ])('%s: “%s” is nearer to “%s” than to “%s”', async (_why, text, alike, other) => {
    const vector = await embedder.embedText(text);
    expect(cosine(vector, await embedder.embedText(alike))).toBeGreaterThan(
      cosine(vector, await embedder.embedText(other)),
    );
  });

  it.each([
    ['给老人养老有什么办法', '几户联合供养孤寡老人，由村里统一照料。', '合作社社员养蚕，产值2100万元。'],
    ['怎么让年轻人留在村里上班', '车间建在村头，青年在家门口就业。', '水柜修了七百座，解决饮水。'],
  ])('the question “%s” is nearer to its answer “%s” than to “%s”', async (question, answer, other) => {
    const vector = await embedder.embedQuestion(question);
    expect(cosine(vector, await embedder.embedText(answer))).toBeGreaterThan(
      cosine(vector, await embedder.embedText(other)),
    );
  });
});

describe('the model', () => {
  it('names itself with its revision', () => {
    expect(embedder.name).toBe(MODEL_NAME);
    expect(MODEL_NAME).toBe('bge-small-zh-v1.5@75c43b06');
  });

  it('opens from a folder of any name', async () => {
    const moved = await openEmbedder(await linkModel('模型 folder (1) #2'));
    expect(await moved.embedText('扶贫车间')).toEqual(await embedder.embedText('扶贫车间'));
  });

  it.each(FILES)('is refused by the name of the file that is missing: %s', async (file) => {
    const { code, message } = await refusalOf(await linkModel('model', [file]));
    expect(code).toBe('model_invalid');
    expect(message).toContain(`“${file}”`);
    expect(message).toContain(join(folder, 'model'));
    expect(message).toContain('npm start');
  });

  it.each(FILES)('is refused by the name of the file that was altered: %s', async (file) => {
    const path = await linkModel('model', [file]);
    const bytes = await readFile(join(modelFolder, file));
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    await mkdir(dirname(join(path, file)), { recursive: true });
    // The flag makes sure that nothing is written through a link into the real model.
    await writeFile(join(path, file), bytes, { flag: 'wx' });
    const { code, message } = await refusalOf(path);
    expect(code).toBe('model_invalid');
    expect(message).toContain(`“${file}”`);
  });

  it('is refused where there is no folder', async () => {
    expect((await refusalOf(join(folder, 'nowhere'))).code).toBe('model_invalid');
  });
});

describe('nothing but the checked files is read', () => {
  it('nothing is fetched, whether the model opens or not', async () => {
    const asked: unknown[] = [];
    const realFetch = globalThis.fetch;
    globalThis.fetch = (input) => {
      asked.push(input);
      return Promise.reject(new Error('no network in this test'));
    };
    try {
      env.allowRemoteModels = true;
      await (await openEmbedder(modelFolder)).embedQuestion('扶贫车间');
      await refusalOf(join(folder, 'nowhere'));
    } finally {
      globalThis.fetch = realFetch;
    }
    expect(asked).toEqual([]);
    expect(env.allowRemoteModels).toBe(false);
  });

  it('files of the same name in the cache of the library are passed over', async () => {
    const path = await linkModel('model');
    const cache = join(folder, 'cache');
    const realCache = env.cacheDir as string;
    env.useFSCache = true;
    env.cacheDir = cache;
    // The library looks its cache up by the path of the file and by its name below the model.
    for (const below of [path, 'model']) {
      await mkdir(join(cache, below), { recursive: true });
      for (const file of ['config.json', 'tokenizer.json']) {
        await writeFile(join(cache, below, file), 'not the checked file', { flag: 'wx' });
      }
    }
    try {
      expect(await (await openEmbedder(path)).embedText('扶贫车间')).toEqual(await embedder.embedText('扶贫车间'));
    } finally {
      env.cacheDir = realCache;
    }
  });
});
