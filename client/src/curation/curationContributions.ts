import { type CurationCommandId, curationCommand as command } from './curationCommands';
import { chordStart, curationKeys, keysWithoutUse } from './curationKeys';

// What curating adds to VS Code: client/src/contributions.ts puts it beside the rest.

/** The view of decisions. */
export const curationView = 'biogloss.curation';

/** True while a review is on and its document has the keyboard. */
export const reviewingContext = 'biogloss.reviewing';

export const rejectedMarks = { struck: 'struck', hidden: 'hidden' } as const;

export const curationSetting = {
  rejected: 'biogloss.highlight.rejected',
} as const;

export const curationSettings = {
  [curationSetting.rejected]: {
    type: 'string',
    enum: Object.values(rejectedMarks),
    enumDescriptions: ['A line through the words', 'Nothing; the Curation view lists them'],
    default: rejectedMarks.struck,
    scope: 'window',
    description: 'What is shown of mentions that you have rejected.',
  },
} as const;

export const rejectedColor = 'biogloss.rejected.line';
export const reviewColor = 'biogloss.review.current';

export const curationColors = [
  {
    id: rejectedColor,
    description: 'Line through mentions that were rejected.',
    defaults: { light: '#6e6e6e', dark: '#9d9d9d', highContrast: '#ffffff', highContrastLight: '#292929' },
  },
  {
    id: reviewColor,
    description: 'Box around what a review asks about, and what it asks.',
    defaults: { light: '#7a3fb0', dark: '#cfa4f5', highContrast: '#e2c5ff', highContrastLight: '#5a2590' },
  },
];

/** Titles in a menu of the view have room for an icon alone. */
export const curationIcons: Partial<Record<CurationCommandId, string>> = {
  [command.startReview]: '$(play)',
  [command.undo]: '$(discard)',
  [command.showKeys]: '$(keyboard)',
  [command.openDecisions]: '$(go-to-file)',
  [command.accept]: '$(check)',
  [command.reject]: '$(close)',
  [command.clear]: '$(discard)',
  [command.setRanges]: '$(pin)',
};

/** Called by keys and rows alone. */
export const curationHidden: readonly CurationCommandId[] = [
  command.keyWithoutUse,
  command.goToItem,
  command.showMoreItems,
];

/** They act on the active document. */
export const curationInEditor: readonly CurationCommandId[] = Object.values(command).filter(
  (id) => !curationHidden.includes(id),
);

/** What the tree says of its rows: words parted by spaces. */
const rowIs = (word: string) => `view == ${curationView} && viewItem =~ /\\b${word}\\b/`;

export const curationMenus = {
  'view/title': [
    { command: command.startReview, group: 'navigation@1' },
    { command: command.undo, group: 'navigation@2' },
    { command: command.showKeys, group: 'navigation@3' },
    { command: command.finish, group: '1_decisions@1' },
    { command: command.openDecisions, group: '1_decisions@2' },
  ].map((item) => ({ ...item, when: `view == ${curationView}` })),
  'view/item/context': [
    { command: command.accept, when: rowIs('(open|rejected|disputed)'), group: 'inline@1' },
    { command: command.reject, when: rowIs('(open|accepted|corrected|added)'), group: 'inline@2' },
    { command: command.setRanges, when: rowIs('lost'), group: 'inline@1' },
    { command: command.clear, when: rowIs('decided'), group: 'inline@3' },
    { command: command.accept, when: rowIs('(open|rejected|disputed)'), group: '1_decide@1' },
    { command: command.reject, when: rowIs('(open|accepted|corrected|added)'), group: '1_decide@2' },
    { command: command.changeType, when: rowIs('mention'), group: '1_decide@3' },
    { command: command.link, when: rowIs('mention'), group: '1_decide@4' },
    { command: command.setRanges, when: rowIs('(lost|mention)'), group: '1_decide@5' },
    { command: command.note, when: rowIs('(open|decided)'), group: '1_decide@6' },
    { command: command.forIdentical, when: rowIs('mention'), group: '2_all@1' },
    { command: command.clear, when: rowIs('decided'), group: '3_back@1' },
  ],
};

const inTree = `focusedView == ${curationView}`;

/** Keys that the tree takes, for all that is selected there. */
const treeCommands: readonly CurationCommandId[] = [
  command.accept,
  command.reject,
  command.changeType,
  command.link,
  command.note,
  command.clear,
  command.setRanges,
  command.forIdentical,
  command.finish,
  command.undo,
  command.redo,
];

/** @param inEditor context in which the text of an analysed document has the keyboard */
export const curationKeybindings = (inEditor: string) => {
  // Other editors in the window, of a commit's message say, take their letters.
  const inReview = inEditor
    .split(' || ')
    .map((context) => `${reviewingContext} && ${context}`)
    .join(' || ');
  // What else takes Escape comes first.
  const nothingOpen = [
    'suggestWidgetVisible',
    'findWidgetVisible',
    'renameInputVisible',
    'parameterHintsVisible',
  ]
    .map((context) => `!${context}`)
    .join(' && ');
  return [
    { command: command.startReview, key: 'ctrl+shift+f9', when: inEditor },
    {
      command: command.endReview,
      key: 'escape',
      when: `${reviewingContext} && editorTextFocus && ${nothingOpen}`,
    },
    ...curationKeys.flatMap(({ key, command, options }) => [
      { command, key: `${chordStart} ${key}`, when: inEditor, args: options },
      { command, key, when: inReview, args: options },
    ]),
    ...keysWithoutUse.map((key) => ({
      command: command.keyWithoutUse,
      key,
      when: inReview,
      args: undefined,
    })),
    ...curationKeys
      .filter(({ command }) => treeCommands.includes(command))
      .map(({ key, command, options }) => ({
        command,
        key,
        when: inTree,
        args: { ...options, inTree: true },
      })),
  ];
};
