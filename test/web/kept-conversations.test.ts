/** What is kept of conversations, in IndexedDB as fake-indexeddb implements it. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  findLastConversation,
  keepTurns,
  listConversations,
  putBackConversation,
  readConversation,
  removeAllConversations,
  removeConversation,
  renameConversation,
} from '../../web/kept-conversations.ts';
import { openStorage, type KeptConversation } from '../../web/storage.ts';
import { makeTurn } from './kept-samples.ts';

/** A record as a page of another version may have left it. */
async function keepAsIs(record: object): Promise<void> {
  await (await openStorage()).put('conversations', record as KeptConversation);
}

beforeEach(removeAllConversations);

describe('keeping a conversation', () => {
  it('gives it back as it was, called by its first question', async () => {
    const turns = [makeTurn(1, '天等县的扶贫车间是怎么做的？'), makeTurn(3)];
    await keepTurns('one', turns, null, 1000);
    expect(await readConversation('one')).toEqual({
      id: 'one',
      title: '天等县的扶贫车间是怎么做的？',
      turns,
      changedAt: 1000,
    });
  });

  it('grows in place, and keeps the name that the reader gave it', async () => {
    await keepTurns('one', [makeTurn(1)], null, 1000);
    await renameConversation('one', '车间');
    const grown = await keepTurns('one', [makeTurn(1), makeTurn(2)], 1000, 2000);
    expect(grown).toMatchObject({ id: 'one', title: '车间', changedAt: 2000 });
    expect((await listConversations()).summaries).toEqual([
      { id: 'one', title: '车间', changedAt: 2000, questions: ['第1问', '第2问'] },
    ]);
  });

  it('loses nothing where two tabs go on with the same conversation', async () => {
    await keepTurns('one', [makeTurn(1)], null, 1000);
    await keepTurns('one', [makeTurn(1), makeTurn(2, '甲问')], 1000, 2000);
    const other = await keepTurns('one', [makeTurn(1), makeTurn(2, '乙问')], 1000, 3000);
    expect(other.id).not.toBe('one');
    const { summaries } = await listConversations();
    expect(summaries.map(({ questions }) => questions)).toEqual([
      ['第1问', '乙问'],
      ['第1问', '甲问'],
    ]);
  });

  it('renaming leaves it where it is in time, and does not bring back what is deleted', async () => {
    await keepTurns('one', [makeTurn(1)], null, 1000);
    await renameConversation('one', '车间');
    expect((await readConversation('one'))?.changedAt).toBe(1000);
    await removeConversation('one');
    await renameConversation('one', '再起');
    expect(await readConversation('one')).toBeNull();
  });
});

describe('the list', () => {
  it('has the newest first, and the last one is found by itself', async () => {
    await keepTurns('old', [makeTurn(1)], null, 1000);
    await keepTurns('new', [makeTurn(1)], null, 3000);
    await keepTurns('middle', [makeTurn(1)], null, 2000);
    expect((await listConversations()).summaries.map(({ id }) => id)).toEqual(['new', 'middle', 'old']);
    expect((await findLastConversation())?.id).toBe('new');
  });

  it('counts what another version kept, and neither lists, opens nor offers it', async () => {
    await keepTurns('good', [makeTurn(1)], null, 1000);
    await keepAsIs({ id: 'bare', changedAt: 5000 });
    await keepAsIs({ id: 'turns', title: '旧', changedAt: 4000, turns: [{ id: 1, question: '问', answer: {} }] });
    const list = await listConversations();
    expect(list.summaries.map(({ id }) => id)).toEqual(['good']);
    expect(list.unreadable).toBe(2);
    expect(await readConversation('turns')).toBeNull();
    expect((await findLastConversation())?.id).toBe('good');
  });

  it('gives back what was deleted by mistake, and is empty after all is deleted', async () => {
    await keepTurns('one', [makeTurn(1)], null, 1000);
    const before = await readConversation('one');
    const removed = await removeConversation('one');
    expect((await listConversations()).summaries).toEqual([]);
    if (!removed) expect.unreachable('nothing was deleted');
    await putBackConversation(removed);
    expect(await readConversation('one')).toEqual(before);

    await keepAsIs({ id: 'bare', changedAt: 5000 });
    await removeAllConversations();
    expect(await listConversations()).toEqual({ summaries: [], unreadable: 0 });
    expect(await findLastConversation()).toBeNull();
  });
});
