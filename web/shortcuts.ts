/** Every keyboard shortcut of the page, for the handler and for the sheet that shows them. */

export type ShortcutName =
  | 'question'
  | 'start-over'
  | 'ask'
  | 'browse'
  | 'verify'
  | 'clips'
  | 'history'
  | 'settings'
  | 'next-mark'
  | 'previous-mark'
  | 'shortcuts';

export type Shortcut = {
  label: string;
  /** The keys as the sheet shows them: alternatives, each of keys pressed one after another. */
  shown: string[][];
  /**
   * The element that the keys press, or focus where it is a field: it carries the name in `data-shortcut`. Without a
   * name, the key is handled where it is pressed and is only told of here.
   */
  name?: ShortcutName;
  /** In the notation of tinykeys. Keys of punctuation are named by their place too: an input method changes what they write. */
  bindings?: string[];
  /** Also while typing, since no text comes of it. */
  whileTyping?: boolean;
};

export type ShortcutGroup = { title: string; shortcuts: Shortcut[] };

export const SHORTCUT_GROUPS: ShortcutGroup[] = [
  {
    title: '提问',
    shortcuts: [
      { name: 'question', label: '到问题框', shown: [['/']], bindings: ['/', 'Slash'] },
      { label: '提问', shown: [['Enter']] },
      { label: '问题换行', shown: [['Shift + Enter']] },
      {
        name: 'start-over',
        label: '新的对话',
        shown: [['Alt + N']],
        bindings: ['Alt+KeyN'],
        whileTyping: true,
      },
    ],
  },
  {
    title: '看原文',
    shortcuts: [
      { name: 'next-mark', label: '下一处摘录或问题', shown: [[']'], ['n']], bindings: [']', 'BracketRight', 'n'] },
      { name: 'previous-mark', label: '上一处摘录或问题', shown: [['['], ['p']], bindings: ['[', 'BracketLeft', 'p'] },
      { label: '关闭最上面一层', shown: [['Esc']] },
    ],
  },
  {
    title: '页面',
    shortcuts: [
      { name: 'ask', label: '问答', shown: [['g', 'a']], bindings: ['g a'] },
      { name: 'browse', label: '找例子', shown: [['g', 'b']], bindings: ['g b'] },
      { name: 'verify', label: '引文核对', shown: [['g', 'v']], bindings: ['g v'] },
      { name: 'clips', label: '收藏夹', shown: [['g', 'c']], bindings: ['g c'] },
      { name: 'history', label: '历史对话', shown: [['g', 'h']], bindings: ['g h'] },
      { name: 'settings', label: '设置', shown: [['g', 's']], bindings: ['g s'] },
      { name: 'shortcuts', label: '快捷键一览', shown: [['?']], bindings: ['Shift+?', 'Shift+Slash'] },
    ],
  },
];

/** The key of a shortcut in words, for the tip of the button that it presses. */
export function describeKeys(name: ShortcutName): string {
  const shortcut = SHORTCUT_GROUPS.flatMap(({ shortcuts }) => shortcuts).find((one) => one.name === name);
  return shortcut?.shown[0]?.join(' ') ?? '';
}
