import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type ClientCapabilities,
  type Connection,
  type InitializeParams,
  MarkupKind,
  MessageType,
  ShowMessageNotification,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { createCorpusService } from '../languageService/corpus/corpusService';
import { CurationActionProvider } from '../languageService/curationActions';
import { createLanguageService } from '../languageService/languageService';
import { createWordsService } from '../languageService/words/wordsService';
import { accountName } from '../platform/accountName';
import { embeddedModel } from '../platform/packageRoot';
import { userDataFolder } from '../platform/userDataFolder';
import { readInitialization } from '../protocol/settings';
import { trustNotification } from '../protocol/status';
import { OpenTerminologies } from '../terminology/openTerminologies';
import { AnalysisHost, type Patience } from './analysisHost';
import { capabilitiesFor } from './capabilities';
import { answerCodeActions } from './codeActions';
import type { Workbench, Workers } from './commands/command';
import { answerCorpusRequests, registerFormatting } from './corpus/corpusRequests';
import { OpenCorpora } from './corpus/openCorpora';
import { Curation } from './curation/curation';
import { answerCurationRequests } from './curation/curationRequests';
import { editsOfClient } from './curation/inFile/editsOfClient';
import { FileCuration } from './curation/inFile/fileCuration';
import { unfiledActions } from './curation/inFile/unfiledActions';
import { KeptDecisions } from './curation/keptDecisions';
import { StatePublisher } from './curation/statePublisher';
import { DocumentAnnotator } from './documentAnnotator';
import { Documents } from './documents';
import { executeCommand } from './executeCommand';
import { answerFeatureRequests } from './featureRequests';
import { leftOut } from './leftOut';
import { ModelChoice, type ReaderInUse, sameReader } from './modelChoice';
import { ResultPublisher, refreshesTokens } from './resultPublisher';
import { SettingsReader } from './settings';
import { StatusPublisher } from './statusPublisher';
import { SurveyedSymbols } from './survey/surveyedSymbols';
import { SurveyRequests } from './survey/surveyRequests';
import { answerSymbolRequests } from './survey/symbolRequests';
import { WorkspaceSurvey } from './survey/workspaceSurvey';
import { followFiles } from './watchedFiles';
import { editAbilitiesOf } from './words/editAbilities';
import { answerWordsRequests, registerCompletion } from './words/wordsRequests';
import { isWordsDocument, WorkspaceWords } from './words/workspaceWords';
import { foldersOf, WorkspaceFiles } from './workspaceFiles';

export interface ServerOptions {
  readonly workers: Workers;
  /** The model folder that is used where no other is chosen. */
  readonly embeddedModel: string;
  readonly patience?: Patience;
}

/** The workers lie beside the server's own bundle, the model in the package. */
export const installedOptions = (): ServerOptions => ({
  workers: {
    analysis: join(__dirname, 'analysisWorker.js'),
    training: join(__dirname, 'trainingWorker.js'),
    terminology: join(__dirname, 'terminologyWorker.js'),
    models: join(__dirname, 'modelsWorker.js'),
  },
  embeddedModel: embeddedModel(),
});

/** Serves one client over a connection until it shuts the server down. */
export function startServer(connection: Connection, options: ServerOptions = installedOptions()): void {
  connection.onInitialize((params) => {
    const initialization = readInitialization(params.initializationOptions);
    serve(connection, options, params);
    return {
      capabilities: capabilitiesFor(initialization, params.capabilities),
      serverInfo: { name: 'BioGloss' },
    };
  });
  connection.listen();
}

function serve(connection: Connection, options: ServerOptions, params: InitializeParams): void {
  const { capabilities, initializationOptions } = params;
  const initialization = readInitialization(initializationOptions);
  const log = (line: string) => connection.console.info(line);
  const warn = (message: string) => {
    void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
  };
  const status = new StatusPublisher(connection, initialization.status, () => host);
  const host = new AnalysisHost({
    worker: options.workers.analysis,
    patience: options.patience,
    log,
    stateChanged: () => status.changed(),
    loaded: ({ entityTypes }) => {
      words.useTypes(entityTypes);
      // Now rather than when the first hover waits for it.
      setImmediate(() => terminologies.current);
    },
    prepared: () => annotator.refresh(),
    terminologyProblems: tellOnce(warn),
  });
  const shownChanged = (document: TextDocument) => {
    results.changed(document);
    states.changed(document);
    survey.textChanged(document);
  };
  const annotator = new DocumentAnnotator(host, shownChanged);
  const storage = initialization.storage || userDataFolder();
  const curation = new Curation(
    annotator,
    (document, what) => {
      if (what === 'decisions') shownChanged(document);
      else states.changed(document);
    },
    new KeptDecisions(join(storage, 'decisions')),
    warn,
  );
  const terminologies = new OpenTerminologies();
  const service = createLanguageService(curation, {
    documents: () => documents.all,
    terminologies,
    hoverFormat: hoverFormat(capabilities),
  });
  const corpora: OpenCorpora = new OpenCorpora({
    checked: (document) => results.diagnosticsChanged(document),
    open: (uri) => documents.get(uri),
    isKnownConcept: (id) =>
      (terminologies.current.find(id) ?? terminologies.current.withXref(id)) !== undefined,
  });
  const fileCuration = new FileCuration(
    curation,
    annotator,
    corpora,
    editsOfClient(connection, capabilities),
    {
      open: (uri) => documents.get(uri),
      changed: shownChanged,
      stateChanged: (document) => states.changed(document),
    },
  );
  const results = new ResultPublisher(
    connection,
    fileCuration,
    service,
    capabilities,
    initialization.annotations,
    initialization.curation,
    (document) => corpora.diagnosticsOf(document),
  );
  const corpusService = createCorpusService(corpora, terminologies, service.hover, hoverFormat(capabilities));
  const states = new StatePublisher(connection, initialization.curation, curation, fileCuration);
  const words = new WorkspaceWords(connection, terminologies, editAbilitiesOf(capabilities), (now) => {
    host.useWords(now);
    annotator.refresh();
    survey.readerChanged();
  });
  const wordsService = createWordsService({
    annotator: curation,
    words,
    terminologies,
    can: { ...editAbilitiesOf(capabilities), choosesConcepts: initialization.choosesConcepts },
    hoverFormat: hoverFormat(capabilities),
  });
  const documents = new Documents(connection, {
    opened: (document) => {
      if (isWordsDocument(document)) return words.opened(document);
      corpora.opened(document);
      curation.open(document);
      annotator.open(document);
    },
    edited: (document, edit) => {
      if (isWordsDocument(document)) return words.edited();
      corpora.edited(document, edit);
      annotator.edit(document, edit);
      curation.edit(document, edit);
      fileCuration.edited(document);
    },
    saved: ({ uri }) => curation.saved(uri),
    closed: (document) => {
      if (isWordsDocument(document)) words.closed(document);
      corpora.closed(document);
      annotator.close(document);
      void curation.close(document);
      service.semanticTokens.forget(document.uri);
      results.closed(document);
      states.closed(document);
      survey.closed(document);
    },
  });
  const use = (now: ReaderInUse, before?: ReaderInUse) => {
    terminologies.use(now.terminologies);
    corpora.checkAgain();
    words.knownChanged();
    host.use(now);
    const sameModel = before && sameReader(before, now);
    if (sameModel) annotator.refresh();
    else annotator.analyseAll();
    survey.readerChanged();
  };
  curation.curator = accountName();
  const model = new ModelChoice(
    options.embeddedModel,
    firstWorkspaceFolder(params),
    initialization.trusted,
    join(storage, 'tables'),
    use,
  );
  const workbench: Workbench = {
    documents,
    annotator,
    curation,
    fileCuration,
    host,
    model,
    terminologies,
    words,
    storage,
    folders: foldersOf(params).flatMap(({ uri }) => (uri.startsWith('file:') ? [fileURLToPath(uri)] : [])),
    embeddedModel: options.embeddedModel,
    leftOut: () => leftOut(connection, capabilities),
    workers: options.workers,
    log,
  };

  let files: WorkspaceFiles | undefined;
  const surveyRequests = new SurveyRequests(connection, () => survey);
  const survey: WorkspaceSurvey = new WorkspaceSurvey(
    workbench,
    () => files?.paths ?? [],
    () => surveyRequests.changed(),
  );
  answerFeatureRequests(
    connection,
    documents,
    curation,
    service,
    wordsService,
    corpora,
    corpusService,
    refreshesTokens(capabilities),
  );
  answerSymbolRequests(connection, capabilities, documents, {
    open: service.workspaceSymbols,
    surveyed: new SurveyedSymbols(() => survey.index, terminologies),
  });
  answerWordsRequests(connection, documents, wordsService);
  answerCorpusRequests(connection, documents, corpora, corpusService);
  answerCurationRequests(connection, workbench);
  const curationActions = new CurationActionProvider(fileCuration, () => words.types);
  answerCodeActions(connection, documents, (document, range) => {
    if (isWordsDocument(document))
      return wordsService.quickFixes.provideCodeActions(document, range, words.problemsOf(document.uri));
    return [
      ...(corpora.of(document) ? corpusService.quickFixes.provideCodeActions(document, range) : []),
      ...unfiledActions(document, fileCuration.unfiledIn(document)),
      ...curationActions.provideCodeActions(document, range),
      ...wordsService.mentionActions.provideCodeActions(document, range),
    ];
  });
  connection.onExecuteCommand((params, token, progress) =>
    executeCommand(connection, workbench, params, token, progress),
  );
  connection.onNotification(trustNotification, () => model.trust());
  connection.onInitialized(async () => {
    files = new WorkspaceFiles(connection, params);
    followFiles(connection, files, { words, curation, survey });
    void registerCompletion(connection, capabilities);
    void registerFormatting(connection, capabilities);
    // Before the model: its first answers take account of them.
    await words.useFolders(foldersOf(params));
    const settings = new SettingsReader(connection, capabilities, initialization.settings);
    return settings.follow((now) => {
      if (annotator.leastScore !== now.minimumScore) survey.readerChanged();
      annotator.leastScore = now.minimumScore;
      curation.curator = now.curator || accountName();
      model.configure(now);
    });
  });
  connection.onShutdown(async () => {
    await curation.dispose();
    states.dispose();
    corpora.dispose();
    surveyRequests.dispose();
    survey.dispose();
    annotator.dispose();
    words.dispose();
    results.dispose();
    status.dispose();
    host.dispose();
  });
}

/** Tells each sentence once, however often a worker is started. */
function tellOnce(tell: (sentence: string) => void): (sentences: readonly string[]) => void {
  const told = new Set<string>();
  return (sentences) => {
    for (const each of sentences) if (!told.has(each)) tell(each);
    for (const each of sentences) told.add(each);
  };
}

/** Where the person works: older clients tell it as the root, and without any folder it is where the server was started. */
function firstWorkspaceFolder({ workspaceFolders, rootUri, rootPath }: InitializeParams): string {
  const uri = workspaceFolders?.[0]?.uri ?? rootUri;
  if (uri?.startsWith('file:')) return fileURLToPath(uri);
  return rootPath ?? process.cwd();
}

/** The best that the client can show. */
function hoverFormat({ textDocument }: ClientCapabilities): MarkupKind {
  const formats = textDocument?.hover?.contentFormat ?? [];
  return formats.includes(MarkupKind.Markdown) ? MarkupKind.Markdown : MarkupKind.PlainText;
}
