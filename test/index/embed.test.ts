/** The real model, from the folder that npm start prepares: what its vectors are like, and what it refuses. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { env } from '@xenova/transformers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { KnownError } from '../../corpus/errors.ts';
import { type Embedder, MODEL_NAME, openEmbedder } from '../../index/embed.ts';
import { openModel } from '../../index/embed-model.mjs';
import model from '../../index/model.json' with { type: 'json' };
import { readConfig } from '../../server/config.ts';

const { modelFolder } = readConfig(process.env);
const FILES = Object.keys(model.files);

let embedder: Embedder;
let folder: string;

beforeAll(async () => {
  embedder = await openEmbedder(modelFolder, 2);
});
afterAll(() => embedder.close());
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
    const another = await openEmbedder(modelFolder);
    expect(await another.embedText(text)).toEqual(alone);
    await another.close();
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
    await moved.close();
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

  it('is refused by the name of the file that was cut off', async () => {
    const [file = ''] = FILES;
    const path = await linkModel('model', [file]);
    const bytes = await readFile(join(modelFolder, file));
    await mkdir(dirname(join(path, file)), { recursive: true });
    await writeFile(join(path, file), bytes.subarray(0, bytes.length / 2), { flag: 'wx' });
    const { code, message } = await refusalOf(path);
    expect([code, message.includes(`“${file}”`)]).toEqual(['model_invalid', true]);
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
      await (
        await openModel(modelFolder)
      )('扶贫车间');
      await expect(openModel(join(folder, 'nowhere'))).rejects.toThrow();
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
      expect(await (await openModel(path))('扶贫车间')).toEqual(await embedder.embedText('扶贫车间'));
    } finally {
      env.cacheDir = realCache;
    }
  });
});

describe('the threads', () => {
  /** A thread that gives each text its length as a vector, after the deeds that some texts ask for. */
  async function writeProgram(): Promise<URL> {
    const file = join(folder, 'thread.mjs');
    await writeFile(
      file,
      `import { existsSync, writeFileSync } from 'node:fs';
       import { parentPort, threadId } from 'node:worker_threads';
       const ended = ${JSON.stringify(join(folder, 'ended'))};
       parentPort.on('message', async ({ number, text }) => {
         if (text === 'end') process.exit(1);
         if (text === 'end once' && !existsSync(ended)) {
           writeFileSync(ended, '');
           process.exit(1);
         }
         if (text === 'fail') return parentPort.postMessage({ number, failure: new Error('no such text') });
         if (text !== 'never') parentPort.postMessage({ number, vector: Float32Array.of(text.length, threadId) });
       });
       parentPort.postMessage({ isOpen: true });`,
    );
    return pathToFileURL(file);
  }

  it('give each text its own vector, however many wait', async () => {
    const pool = await openEmbedder(modelFolder, 3, await writeProgram());
    const texts = Array.from({ length: 200 }, (_, number) => '长'.repeat(number));
    const vectors = await Promise.all(texts.map((text) => pool.embedText(text)));
    expect(vectors.map(([length]) => length)).toEqual(texts.map(({ length }) => length));
    expect(new Set(vectors.map(([, thread]) => thread)).size).toBeLessThanOrEqual(3);
    await pool.close();
  });

  it('pass the text of one that ended on to another', async () => {
    const pool = await openEmbedder(modelFolder, 1, await writeProgram());
    const [[first], [second]] = await Promise.all([pool.embedText('end once'), pool.embedText('四个字的')]);
    expect([first, second]).toEqual([8, 4]);
    await pool.close();
  });

  it('refuse a text that ends every thread, and go on with the others', async () => {
    const pool = await openEmbedder(modelFolder, 1, await writeProgram());
    await expect(pool.embedText('end')).rejects.toThrow('ended');
    expect((await pool.embedText('两字'))[0]).toBe(2);
    await pool.close();
  });

  it('tell of a text that fails, and only of that', async () => {
    const pool = await openEmbedder(modelFolder, 2, await writeProgram());
    const results = await Promise.allSettled(['fail', '好'].map((text) => pool.embedText(text)));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    await pool.close();
  });

  it('fail what is under way and what waits when they are closed', async () => {
    const pool = await openEmbedder(modelFolder, 1, await writeProgram());
    const waiting = ['never', '字'].map((text) => pool.embedText(text));
    const results = Promise.allSettled(waiting);
    await pool.close();
    expect((await results).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(pool.embedText('字')).rejects.toThrow('closed');
  });

  it('say at the opening that the model cannot be opened', async () => {
    const file = join(folder, 'broken.mjs');
    await writeFile(file, "throw new Error('no model here');");
    await expect(openEmbedder(modelFolder, 2, pathToFileURL(file))).rejects.toThrow('no model here');
  });

  it('let a process end, or close them, while they embed: the runtime would end it by force', async () => {
    const long = JSON.stringify('长'.repeat(300));
    for (const ending of ['process.exit(3)', 'void opened.close().then(() => process.exit(3))']) {
      const ended = runScript(
        `void openEmbedder(model, 2).then((opened) => {
          void Promise.allSettled([1, 2, 3, 4].map((number) => opened.embedText(${long} + number)));
          setTimeout(() => ${ending}, 5);
        });`,
      );
      await expect(ended).rejects.toMatchObject({ code: 3, signal: null });
    }
  });

  /** Runs some lines as a process of their own, with `openEmbedder` and the folder of the model as `model`. */
  async function runScript(lines: string): Promise<{ stdout: string }> {
    const script = join(folder, 'script.ts');
    const embedFile = JSON.stringify(resolve(import.meta.dirname, '../../index/embed.ts'));
    const head = `import { openEmbedder } from ${embedFile};\nconst model = ${JSON.stringify(modelFolder)};\n`;
    await writeFile(script, head + lines);
    const options = { cwd: resolve(import.meta.dirname, '../..') };
    return promisify(execFile)(process.execPath, ['--import', 'tsx', script], options);
  }

  it('keep no process alive that has nothing to embed', async () => {
    const { stdout } = await runScript(
      "void openEmbedder(model).then((opened) => opened.embedText('字')).then(() => console.log('done'));",
    );
    expect(stdout).toBe('done\n');
  });
});
