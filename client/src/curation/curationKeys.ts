import { type CurationCommandId, curationCommand as command } from './curationCommands';

/** A key of curating: alone while a review is on, after `chordStart` anywhere else. */
export interface CurationKey {
  /** As VS Code writes keys. */
  readonly key: string;
  readonly command: CurationCommandId;
  /** The one argument that the command is called with. */
  readonly options?: { readonly scope: 'document' | 'workspace' };
}

/** F9 with a modifier is BioGloss's: VS Code has F9 alone and with Shift. Letters with Ctrl and Alt are signs on many keyboards. */
export const chordStart = 'ctrl+f9';

/** Keys that decide: with Shift for all identical mentions of the document, with Shift and Alt for those of the workspace. */
const deciding: readonly CurationKey[] = [
  { key: 'a', command: command.accept },
  { key: 'r', command: command.reject },
  { key: 't', command: command.changeType },
  { key: 'l', command: command.link },
  // As they lie on the keyboard: the outer ones move a boundary outwards, the inner ones inwards.
  { key: '1', command: command.growStart },
  { key: '2', command: command.shrinkStart },
  { key: '3', command: command.shrinkEnd },
  { key: '4', command: command.growEnd },
  { key: 'x', command: command.clear },
];

const other: readonly CurationKey[] = [
  { key: 'i', command: command.forIdentical },
  { key: 'm', command: command.newMention },
  { key: 'c', command: command.newRelation },
  { key: 'n', command: command.note },
  { key: 'p', command: command.setRanges },
  { key: 'u', command: command.undo },
  { key: 'y', command: command.redo },
  { key: 'j', command: command.nextUndecided },
  { key: 'k', command: command.previousUndecided },
  { key: 'd', command: command.finish },
  { key: 'f', command: command.nextDocument },
  { key: 'h', command: command.showKeys },
];

export const curationKeys: readonly CurationKey[] = [
  ...deciding,
  ...deciding.map((each) => ({ ...each, key: `shift+${each.key}`, options: { scope: 'document' } as const })),
  ...deciding.map((each) => ({
    ...each,
    key: `shift+alt+${each.key}`,
    options: { scope: 'workspace' } as const,
  })),
  ...other,
];

/** Keys that type a sign, by where they lie: which sign it is differs from keyboard to keyboard. */
const signs = [
  ...['Backquote', 'Minus', 'Equal', 'BracketLeft', 'BracketRight', 'Backslash', 'Semicolon', 'Quote'],
  ...['Comma', 'Period', 'Slash', 'IntlBackslash', 'IntlRo', 'IntlYen'],
].map((code) => `[${code}]`);

const numpad = [
  ...[...'0123456789'].map((digit) => `numpad${digit}`),
  ...['numpad_add', 'numpad_subtract', 'numpad_multiply', 'numpad_divide', 'numpad_decimal'],
];

/** What would be typed into the text, or over the words that the review asks about, by mistake. */
export const keysWithoutUse: readonly string[] = [
  ...[...'abcdefghijklmnopqrstuvwxyz0123456789', ...signs],
  ...['space', 'enter', 'tab', 'backspace', 'delete'],
]
  .flatMap((key) => [key, `shift+${key}`])
  .concat(numpad)
  .filter((key) => !curationKeys.some((each) => each.key === key));
