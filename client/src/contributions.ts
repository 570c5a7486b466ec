import { type EntityKind, entityKinds } from '../../server/src/protocol/vocabulary';
import { chooseConceptCommand, wordsFileName, wordsLanguageId } from '../../server/src/protocol/words';

import { curationCommand, curationTitles } from './curation/curationCommands';
import {
  curationColors,
  curationHidden,
  curationIcons,
  curationInEditor,
  curationKeybindings,
  curationMenus,
  curationSetting,
  curationSettings,
  curationView,
} from './curation/curationContributions';

// The one source of what BioGloss adds to VS Code. `node scripts/contributes.mjs` writes it into package.json's
// "contributes", and a test compares the two; the client's code takes the names from here.

export const category = 'BioGloss';

/** The client's commands. The language server has its own, for any editor: protocol/commands.ts. */
export const command = {
  analyseDocument: 'biogloss.analyseDocument',
  toggleHighlights: 'biogloss.toggleHighlights',
  toggleGold: 'biogloss.toggleGold',
  nextMention: 'biogloss.nextMention',
  previousMention: 'biogloss.previousMention',
  chooseModel: 'biogloss.chooseModel',
  useModel: 'biogloss.useModel',
  rollBackModel: 'biogloss.rollBackModel',
  compareModels: 'biogloss.compareModels',
  exportModel: 'biogloss.exportModel',
  importModel: 'biogloss.importModel',
  downloadModel: 'biogloss.downloadModel',
  removeModel: 'biogloss.removeModel',
  showModelCard: 'biogloss.showModelCard',
  refreshModels: 'biogloss.refreshModels',
  chooseGuidelines: 'biogloss.chooseGuidelines',
  fineTune: 'biogloss.fineTuneOnCorpus',
  showTraining: 'biogloss.showTraining',
  stopTraining: 'biogloss.stopTraining',
  resumeTraining: 'biogloss.resumeTraining',
  checkCorpus: 'biogloss.checkCorpus',
  evaluate: 'biogloss.evaluateOnCorpus',
  learningCurve: 'biogloss.drawLearningCurve',
  learnFromCorrections: 'biogloss.learnFromCorrections',
  chooseDocumentToReview: 'biogloss.chooseDocumentToReview',
  exportAnnotations: 'biogloss.exportAnnotations',
  previewExport: 'biogloss.previewExport',
  copyTable: 'biogloss.copyTable',
  importTerminology: 'biogloss.importTerminology',
  manageTerminologies: 'biogloss.manageTerminologies',
  graphOfSelection: 'biogloss.showGraphOfSelection',
  graphOfDocument: 'biogloss.showGraphOfDocument',
  graphOfFolder: 'biogloss.showGraphOfFolder',
  graphOfWorkspace: 'biogloss.showGraphOfWorkspace',
  chooseConcept: chooseConceptCommand,
  openWords: 'biogloss.openWords',
  restartServer: 'biogloss.restartServer',
  searchConcepts: 'biogloss.searchConcepts',
  clearConceptSearch: 'biogloss.clearConceptSearch',
  sortConcepts: 'biogloss.sortConcepts',
  refreshConcepts: 'biogloss.refreshConcepts',
  openSurveyed: 'biogloss.openSurveyed',
  showLog: 'biogloss.showLog',
  showActions: 'biogloss.showActions',
  ...curationCommand,
} as const;

export type CommandId = (typeof command)[keyof typeof command];

/** Titles as the palette shows them; `…` where the command asks for something first. */
export const commandTitles: Record<CommandId, string> = {
  [command.analyseDocument]: 'Analyse Document',
  [command.toggleHighlights]: 'Toggle Highlights',
  [command.toggleGold]: 'Toggle Marks of the File’s Own Annotations',
  [command.nextMention]: 'Go to Next Mention',
  [command.previousMention]: 'Go to Previous Mention',
  [command.chooseModel]: 'Select Model…',
  [command.useModel]: 'Use This Model',
  [command.rollBackModel]: 'Go Back to the Model Used Before',
  [command.compareModels]: 'Compare Models…',
  [command.exportModel]: 'Export Model…',
  [command.importModel]: 'Import Model…',
  [command.downloadModel]: 'Download Model…',
  [command.removeModel]: 'Remove Model…',
  [command.showModelCard]: 'Show Model Card…',
  [command.refreshModels]: 'Look for Models Again',
  [command.chooseGuidelines]: 'Choose What Is Marked…',
  [command.fineTune]: 'Fine-Tune on Corpus…',
  [command.showTraining]: 'Show Training…',
  [command.stopTraining]: 'Stop Training',
  [command.resumeTraining]: 'Resume Training…',
  [command.checkCorpus]: 'Check Corpus…',
  [command.evaluate]: 'Evaluate on Corpus…',
  [command.learningCurve]: 'Draw Learning Curve…',
  [command.learnFromCorrections]: 'Learn from Corrections…',
  [command.chooseDocumentToReview]: 'Documents to Review…',
  [command.exportAnnotations]: 'Export Annotations…',
  [command.previewExport]: 'Preview Export…',
  [command.copyTable]: 'Copy as Table…',
  [command.importTerminology]: 'Import Terminology…',
  [command.manageTerminologies]: 'Manage Terminologies…',
  [command.graphOfSelection]: 'Show Knowledge Graph of Selection',
  [command.graphOfDocument]: 'Show Knowledge Graph of Document',
  [command.graphOfFolder]: 'Show Knowledge Graph of Folder…',
  [command.graphOfWorkspace]: 'Show Knowledge Graph of Workspace',
  [command.chooseConcept]: 'Choose Concept…',
  [command.openWords]: 'Open Words File',
  [command.restartServer]: 'Restart Server',
  [command.searchConcepts]: 'Search Concepts…',
  [command.clearConceptSearch]: 'Show All Concepts',
  [command.sortConcepts]: 'Sort Concepts by Name or Count',
  [command.refreshConcepts]: 'Look for Documents Again',
  [command.openSurveyed]: 'Open Where It Is Said',
  [command.showLog]: 'Show Log',
  [command.showActions]: 'Show Actions…',
  ...curationTitles,
};

/** These read or write files that a workspace names, or run a model that it brings. */
const needsTrust: readonly CommandId[] = [
  command.chooseModel,
  command.useModel,
  command.rollBackModel,
  command.compareModels,
  command.exportModel,
  command.importModel,
  command.downloadModel,
  command.removeModel,
  command.fineTune,
  command.stopTraining,
  command.resumeTraining,
  command.checkCorpus,
  command.evaluate,
  command.learningCurve,
  command.learnFromCorrections,
  command.exportAnnotations,
  command.previewExport,
  command.copyTable,
  command.importTerminology,
  command.manageTerminologies,
  command.graphOfSelection,
  command.graphOfDocument,
  command.graphOfFolder,
  command.graphOfWorkspace,
];

export const setting = {
  model: 'biogloss.model',
  modelsFolder: 'biogloss.modelsFolder',
  device: 'biogloss.device',
  guidelines: 'biogloss.guidelines',
  reader: 'biogloss.reader',
  terminologies: 'biogloss.terminologies',
  minimumScore: 'biogloss.minimumScore',
  curator: 'biogloss.curator',
  highlight: 'biogloss.highlight.enabled',
  gold: 'biogloss.highlight.gold',
  ...curationSetting,
} as const;

const settings = {
  [setting.model]: {
    type: 'string',
    default: '',
    scope: 'machine-overridable',
    markdownDescription:
      'Folder of the model that reads your documents, or of a training run (its best model is meant); relative to the first folder of the workspace. Empty: the model that comes with BioGloss.',
  },
  [setting.modelsFolder]: {
    type: 'string',
    default: '',
    scope: 'machine',
    markdownDescription:
      'Folder in which imported and downloaded models lie. Empty: a folder of the extension’s own. With the folder that `biogloss model` uses in a shell, both have the same models.',
  },
  [setting.device]: {
    type: 'string',
    enum: ['auto', 'cpu', 'webgpu', 'cuda', 'dml', 'coreml'],
    enumDescriptions: [
      'The graphics processor where it works, else the processor',
      'The processor',
      'The graphics processor through WebGPU',
      'NVIDIA graphics processors through CUDA',
      'Graphics processors through DirectML, on Windows',
      'Apple hardware through Core ML',
    ],
    default: 'auto',
    scope: 'machine',
    description: 'Hardware that the model runs on. The status item says which one is in use.',
  },
  [setting.reader]: {
    type: 'string',
    enum: ['model', 'dictionary'],
    enumDescriptions: [
      'The model. Until it has answered, names of the terminologies are marked.',
      'No model is loaded: names of the terminologies are marked, and no relations are looked for.',
    ],
    default: 'model',
    scope: 'window',
    description: 'Who reads your documents.',
  },
  [setting.guidelines]: {
    type: 'array',
    items: { type: 'string' },
    default: [],
    scope: 'window',
    markdownDescription:
      'What is marked, by the names of the model’s annotation guidelines, the most important first: with the embedded model `bc5cdr` (chemicals and diseases), `genes` (genes and proteins) and `ncbi-disease` (diseases as the NCBI Disease corpus marks them). Where two find overlapping names, the first counts. Empty: what the model marks by itself, with the embedded one chemicals and diseases; with one that was fine-tuned, the types of its base and of your corpus.',
  },
  [setting.terminologies]: {
    type: 'array',
    items: { type: 'string' },
    default: [],
    scope: 'machine',
    markdownDescription:
      'Imported terminologies, the most important first: paths of compiled indexes. `embedded` is the one that comes with BioGloss, and the last where it is not named. The command “BioGloss: Import Terminology…” adds to this list.',
  },
  [setting.minimumScore]: {
    type: 'number',
    default: 0,
    minimum: 0,
    maximum: 1,
    scope: 'window',
    description: 'Mentions and relations that the model is less sure of than this (0 to 1) are not shown.',
  },
  [setting.curator]: {
    type: 'string',
    default: '',
    scope: 'machine-overridable',
    description:
      'How you are called in the decisions that you make on annotations. Empty: the name of your account on this computer.',
  },
  [setting.highlight]: {
    type: 'boolean',
    default: true,
    scope: 'window',
    description: 'Mark the mentions of chemicals, diseases and other entities in the text.',
  },
  [setting.gold]: {
    type: 'boolean',
    default: true,
    scope: 'window',
    description:
      'In corpus files, box what the file itself marks, and with a dashed line what only the model does.',
  },
  ...curationSettings,
};

/** Blue and vermilion stay apart for every kind of colour vision; tints are faint enough to keep any text legible. */
const palette: Record<EntityKind, { light: string; dark: string; hcDark: string; hcLight: string }> = {
  chemical: { light: '#0067b8', dark: '#58b4ff', hcDark: '#5cc8ff', hcLight: '#00488f' },
  disease: { light: '#c2410c', dark: '#ff9457', hcDark: '#ffb067', hcLight: '#9a2b00' },
  gene: { light: '#0b7a55', dark: '#4fd6a5', hcDark: '#6df0bf', hcLight: '#00593b' },
  entity: { light: '#6b5b95', dark: '#c3b1e8', hcDark: '#d9c8ff', hcLight: '#4a3a78' },
};

const kindNames: Record<EntityKind, string> = {
  chemical: 'chemicals and drugs',
  disease: 'diseases and symptoms',
  gene: 'genes and proteins',
  entity: 'entities of any other type',
};

export const backgroundColor = (kind: EntityKind) => `biogloss.${kind}.background`;
export const lineColor = (kind: EntityKind) => `biogloss.${kind}.line`;

const colors = entityKinds.flatMap((kind) => {
  const { light, dark, hcDark, hcLight } = palette[kind];
  return [
    {
      id: backgroundColor(kind),
      description: `Background of mentions of ${kindNames[kind]}.`,
      // High contrast has no tints: a box around the mention stands for them.
      defaults: {
        light: `${light}1c`,
        dark: `${dark}26`,
        highContrast: '#00000000',
        highContrastLight: '#00000000',
      },
    },
    {
      id: lineColor(kind),
      description: `Underline of mentions of ${kindNames[kind]}; in high contrast themes the box around them.`,
      defaults: { light, dark, highContrast: hcDark, highContrastLight: hcLight },
    },
  ];
});

/** Boxes of the two sides of an error, and of a corpus file and the model; their shapes differ, too. */
export const goldColor = 'biogloss.evaluation.gold';
export const predictedColor = 'biogloss.evaluation.predicted';

const evaluationColors = [
  {
    id: goldColor,
    description:
      'Box around what a corpus file marks itself, and what gold says of an error of an evaluation.',
    defaults: { light: '#7a5c00', dark: '#e8c547', highContrast: '#ffe066', highContrastLight: '#5c4500' },
  },
  {
    id: predictedColor,
    description:
      'Box around what only the model marks in a corpus file, and what it says of an error of an evaluation.',
    defaults: { light: '#7a3fb0', dark: '#cfa4f5', highContrast: '#e2c5ff', highContrastLight: '#5a2590' },
  },
];

/** A kind of corpus files. Its id is that of server/src/formats/layout/languages.ts. */
interface CorpusFileLanguage {
  readonly id: string;
  readonly title: string;
  readonly extensions: readonly string[];
  readonly firstLine?: string;
  /** In syntaxes/. */
  readonly grammar: string;
  readonly scopeName: string;
  readonly configuration: string;
  /** In images/languages/, light and dark. */
  readonly icon: string;
}

export const corpusLanguages: readonly CorpusFileLanguage[] = [
  {
    id: 'pubtator',
    title: 'PubTator',
    extensions: ['.pubtator', '.pubtator.txt'],
    firstLine: '^\\d+\\|t\\|',
    grammar: 'pubtator',
    scopeName: 'text.pubtator',
    configuration: 'pubtator',
    icon: 'pubtator',
  },
  {
    id: 'brat',
    title: 'brat Annotations',
    extensions: ['.ann', '.a1', '.a2'],
    grammar: 'brat',
    scopeName: 'text.brat',
    configuration: 'lines',
    icon: 'brat',
  },
  {
    id: 'conll',
    title: 'CoNLL',
    extensions: ['.conll', '.bio', '.iob', '.iob2', '.bioes'],
    firstLine: '^-DOCSTART-',
    grammar: 'conll',
    scopeName: 'text.conll',
    configuration: 'lines',
    icon: 'conll',
  },
  {
    id: 'bioc-xml',
    title: 'BioC XML',
    extensions: ['.bioc.xml'],
    firstLine: 'BioC\\.dtd',
    grammar: 'bioc-xml',
    scopeName: 'text.xml.bioc',
    configuration: 'xml',
    icon: 'bioc-xml',
  },
  {
    id: 'bioc-json',
    title: 'BioC JSON',
    extensions: ['.bioc.json'],
    grammar: 'bioc-json',
    scopeName: 'source.json.bioc',
    configuration: 'json',
    icon: 'bioc-json',
  },
  {
    id: 'jsonl-annotations',
    title: 'Annotations in JSON Lines',
    extensions: ['.annotations.jsonl', '.spans.jsonl', '.prodigy.jsonl', '.doccano.jsonl'],
    grammar: 'json-annotations',
    scopeName: 'source.json.annotations',
    configuration: 'json',
    icon: 'jsonl',
  },
];

/** Languages whose documents are analysed as they are opened. A file of brat's has no text of its own. */
export const analysedLanguages: readonly string[] = [
  'plaintext',
  'markdown',
  ...corpusLanguages.map(({ id }) => id).filter((id) => id !== 'brat'),
];

/** How files of these languages end. */
export const analysedExtensions: readonly string[] = [
  ...['.txt', '.md', '.markdown'],
  ...corpusLanguages.filter(({ id }) => id !== 'brat').flatMap(({ extensions }) => extensions),
];

const inAnalysedEditor = analysedLanguages.map((id) => `editorLangId == ${id}`).join(' || ');
const inAnalysedEditorWithFocus = analysedLanguages
  .map((id) => `editorTextFocus && editorLangId == ${id}`)
  .join(' || ');

/** Folders, and files that may hold texts or annotations. */
const isExported =
  'explorerResourceIsFolder || resourceExtname =~ /^\\.(txt|md|markdown|pubtator|ann|conll|bio|iob|jsonl?|jsonld|xml)$/';

const ofTheEditor: readonly CommandId[] = [
  command.analyseDocument,
  command.nextMention,
  command.previousMention,
  command.copyTable,
  command.graphOfSelection,
  command.graphOfDocument,
  command.chooseConcept,
  ...curationInEditor,
];

/** The view of models, and the container that it lies in. */
export const modelsView = 'biogloss.models';
const viewContainer = 'biogloss';

/** The view of the workspace's concepts and relations. */
export const conceptsView = 'biogloss.concepts';
/** Set while it shows what fits a search alone. */
export const conceptSearchContext = 'biogloss.conceptSearch';

const conceptMenus = [
  { command: command.searchConcepts, group: 'navigation@1' },
  { command: command.clearConceptSearch, group: 'navigation@2' },
  { command: command.sortConcepts, group: 'navigation@3' },
  { command: command.refreshConcepts, group: '1_concepts' },
].map((item) => ({
  ...item,
  when: `view == ${conceptsView}${item.command === command.clearConceptSearch ? ` && ${conceptSearchContext}` : ''}`,
}));

/** What the tree says of its items, so that menus fit: words parted by spaces. */
const itemIs = (word: string) => `view == ${modelsView} && viewItem =~ /\\b${word}\\b/`;

const modelMenus = {
  'view/title': [
    { command: command.importModel, group: 'navigation@1' },
    { command: command.downloadModel, group: 'navigation@2' },
    { command: command.rollBackModel, group: 'navigation@3' },
    { command: command.refreshModels, group: 'navigation@4' },
    { command: command.compareModels, group: '1_models' },
  ].map((item) => ({ ...item, when: `view == ${modelsView}` })),
  'view/item/context': [
    { command: command.useModel, when: itemIs('idle'), group: 'inline@1' },
    { command: command.showModelCard, when: itemIs('card'), group: 'inline@2' },
    { command: command.useModel, when: itemIs('idle'), group: '1_use@1' },
    { command: command.showModelCard, when: itemIs('card'), group: '1_use@2' },
    { command: command.compareModels, when: itemIs('reads'), group: '1_use@3' },
    { command: command.exportModel, when: itemIs('whole'), group: '2_files@1' },
    { command: command.removeModel, when: itemIs('imported'), group: '2_files@2' },
  ],
};

/** Titles in a menu of the view have room for an icon alone. */
const commandIcons: Partial<Record<CommandId, string>> = {
  [command.useModel]: '$(check)',
  [command.showModelCard]: '$(book)',
  [command.importModel]: '$(add)',
  [command.downloadModel]: '$(cloud-download)',
  [command.rollBackModel]: '$(discard)',
  [command.refreshModels]: '$(refresh)',
  [command.searchConcepts]: '$(search)',
  [command.clearConceptSearch]: '$(clear-all)',
  [command.sortConcepts]: '$(sort-precedence)',
  [command.refreshConcepts]: '$(refresh)',
  ...curationIcons,
};

export const contributes = {
  viewsContainers: {
    activitybar: [{ id: viewContainer, title: category, icon: 'images/view.svg' }],
  },
  views: {
    [viewContainer]: [
      { id: modelsView, name: 'Models', icon: 'images/view.svg' },
      { id: curationView, name: 'Curation', icon: 'images/view.svg' },
      // Files are read for it only once somebody opens it.
      { id: conceptsView, name: 'Concepts', icon: 'images/view.svg', visibility: 'collapsed' },
    ],
  },
  languages: [
    ...corpusLanguages.map(({ id, title, extensions, firstLine, configuration, icon }) => ({
      id,
      aliases: [title],
      extensions,
      ...(firstLine !== undefined && { firstLine }),
      configuration: `./syntaxes/${configuration}.language-configuration.json`,
      icon: {
        light: `./images/languages/${icon}-light.svg`,
        dark: `./images/languages/${icon}-dark.svg`,
      },
    })),
    {
      id: wordsLanguageId,
      aliases: ['BioGloss Words'],
      filenames: [wordsFileName],
      configuration: './syntaxes/words.language-configuration.json',
    },
  ],
  grammars: [
    ...corpusLanguages.map(({ id, scopeName, grammar }) => ({
      language: id,
      scopeName,
      path: `./syntaxes/${grammar}.tmLanguage.json`,
    })),
    {
      language: wordsLanguageId,
      scopeName: 'text.biogloss-words',
      path: './syntaxes/words.tmLanguage.json',
    },
  ],
  commands: (Object.keys(commandTitles) as CommandId[]).map((id) => ({
    command: id,
    title: commandTitles[id],
    category,
    icon: commandIcons[id],
    ...(needsTrust.includes(id) ? { enablement: 'isWorkspaceTrusted' } : {}),
  })),
  menus: {
    commandPalette: [
      ...ofTheEditor.map((id) => ({ command: id, when: inAnalysedEditor })),
      // In the palette it is “Select Model…”.
      ...[command.useModel, command.openSurveyed, ...curationHidden].map((id) => ({
        command: id,
        when: 'false',
      })),
    ],
    'view/title': [...conceptMenus, ...modelMenus['view/title'], ...curationMenus['view/title']],
    'view/item/context': [...modelMenus['view/item/context'], ...curationMenus['view/item/context']],
    'explorer/context': [
      { command: command.exportAnnotations, when: isExported, group: '7_biogloss' },
      { command: command.graphOfFolder, when: 'explorerResourceIsFolder', group: '7_biogloss' },
    ],
    'editor/context': [
      {
        command: command.graphOfSelection,
        when: analysedLanguages.map((id) => `editorHasSelection && editorLangId == ${id}`).join(' || '),
        group: '7_biogloss',
      },
      { command: command.copyTable, when: inAnalysedEditor, group: '7_biogloss' },
    ],
  },
  keybindings: [
    { command: command.nextMention, key: 'alt+f9', when: inAnalysedEditorWithFocus },
    { command: command.previousMention, key: 'shift+alt+f9', when: inAnalysedEditorWithFocus },
    ...curationKeybindings(inAnalysedEditorWithFocus),
  ],
  configuration: { title: category, properties: settings },
  // Columns are parted by tabs, so the tab key must write them; wide ones, so that short names stand in columns.
  configurationDefaults: {
    [`[${wordsLanguageId}]`]: {
      'editor.insertSpaces': false,
      'editor.detectIndentation': false,
      'editor.tabSize': 20,
      'editor.wordWrap': 'off',
      'editor.wordBasedSuggestions': 'off',
    },
  },
  colors: [...colors, ...evaluationColors, ...curationColors],
  semanticTokenTypes: entityKinds.map((kind) => ({
    id: kind,
    description: `A mention of ${kindNames[kind]}.`,
  })),
};

/** The view of a knowledge graph, as VS Code remembers it over a reload. */
export const graphViewType = 'biogloss.graph';

/** The view of an evaluation. */
export const evaluationViewType = 'biogloss.evaluation';

/** The view of a training, likewise. */
export const trainingViewType = 'biogloss.training';
/** The view of a corpus check. */
export const corpusViewType = 'biogloss.corpus';

/** A command activates the extension by itself; opening a document of these languages does too, and a view that a reload brings back. */
export const activationEvents = [
  ...[...analysedLanguages, 'brat', wordsLanguageId].map((id) => `onLanguage:${id}`),
  `onWebviewPanel:${graphViewType}`,
  `onWebviewPanel:${evaluationViewType}`,
  `onWebviewPanel:${trainingViewType}`,
  `onWebviewPanel:${corpusViewType}`,
];

export const capabilities = {
  untrustedWorkspaces: {
    supported: 'limited',
    description:
      'Documents are read with the model that comes with BioGloss. The names of its words file count, and your decisions are kept. Other models, terminologies, training, evaluation, corpus checks, graphs, tables and exports wait until you trust the workspace.',
    restrictedConfigurations: [setting.model, setting.modelsFolder, setting.device],
  },
  virtualWorkspaces: {
    supported: 'limited',
    description:
      'Open documents are analysed. Corpora, models and exported files have to be on this computer.',
  },
};
