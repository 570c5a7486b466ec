import { commands, type ExtensionContext, window } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { registerCommands } from './commands';
import { command } from './contributions';
import { CorpusPanels } from './corpus/corpusPanel';
import { Curation } from './curation/curation';
import { CurationTree } from './curation/curationTree';
import { Review } from './curation/review';
import { ReviewDocuments } from './curation/reviewDocuments';
import { Decorations } from './decorations';
import { DocumentAnnotations } from './documentAnnotations';
import { EvaluationPanels } from './evaluation/evaluationPanel';
import { ExportPreviews } from './export/exportPreviews';
import { GoldMarks } from './goldMarks';
import { GraphPanels } from './graph/graphPanel';
import { createLanguageClient } from './languageClient';
import { Models } from './models/models';
import { ModelsTree } from './models/modelsTree';
import { registerReports } from './report';
import { saveUnseenWords } from './savedWords';
import { StatusItem } from './statusItem';
import { Survey } from './survey/survey';
import { SurveyTree } from './survey/surveyTree';
import { TrainingItem } from './training/trainingItem';
import { TrainingPanels } from './training/trainingPanels';

/** What other extensions get from `extensions.getExtension('biogloss.biogloss').exports`. */
export interface BioGlossApi {
  readonly annotations: Pick<DocumentAnnotations, 'of' | 'onDidChange'>;
  readonly status: Pick<StatusItem, 'status' | 'onDidChange'>;
  readonly graphs: Pick<GraphPanels, 'shown'>;
  readonly evaluations: Pick<EvaluationPanels, 'shown' | 'showError'>;
  readonly trainings: Pick<TrainingItem, 'running' | 'onDidChange'>;
  readonly corpora: Pick<CorpusPanels, 'shown' | 'showPlace'>;
  readonly models: Pick<Models, 'list' | 'useOf' | 'onDidChange'>;
  readonly curation: Pick<Curation, 'itemsOf' | 'stateOf' | 'onDidChange'>;
}

let client: LanguageClient | undefined;

/** Starts the language server and returns at once: nothing of VS Code waits for a model. */
export function activate(context: ExtensionContext): BioGlossApi {
  const log = window.createOutputChannel('BioGloss', { log: true });
  client = createLanguageClient(context, log);
  const annotations = new DocumentAnnotations(client);
  const statusItem = new StatusItem(client);
  const graphs = new GraphPanels(context, client);
  const evaluations = new EvaluationPanels(context);
  const trainings = new TrainingPanels(context);
  const trainingItem = new TrainingItem();
  const corpora = new CorpusPanels(context);
  const exportPreviews = new ExportPreviews();
  const survey = new Survey(client);
  const surveyTree = new SurveyTree(survey);
  const models = new Models(context, client, statusItem);
  const curation = new Curation(client, annotations);
  const reviewDocuments = new ReviewDocuments(client);
  const review = new Review(curation, reviewDocuments);
  const curationTree = new CurationTree(curation);
  context.subscriptions.push(
    log,
    annotations,
    statusItem,
    graphs,
    evaluations,
    trainings,
    trainingItem,
    corpora,
    models,
    exportPreviews,
    survey,
    surveyTree,
    curation,
    review,
    reviewDocuments,
    curationTree,
    new ModelsTree(models),
    new Decorations(annotations),
    new GoldMarks(client, annotations),
    registerReports(),
    ...registerCommands({
      client,
      annotations,
      statusItem,
      graphs,
      evaluations,
      trainings,
      corpora,
      models,
      exportPreviews,
      survey,
      surveyTree,
      curation,
      review,
      curationTree,
      log,
      memory: context.workspaceState,
      storage: context.globalStorageUri,
    }),
    saveUnseenWords(),
    statusItem.onDidChange(({ state, message }) => {
      // Where the server itself has stopped, somebody wanted it to, or the language client tells of it.
      if (state === 'failed' && message && client?.isRunning()) void reportFailure(message);
    }),
  );
  client.start().catch((error) => log.error(`the language server did not start: ${error}`));
  return {
    annotations,
    status: statusItem,
    graphs,
    evaluations,
    corpora,
    trainings: trainingItem,
    models,
    curation,
  };
}

export const deactivate = (): Promise<void> | undefined => client?.stop();

let lastFailure: string | undefined;

/** Once for each reason: a server that fails in a loop must not pile up messages. */
async function reportFailure(message: string): Promise<void> {
  if (message === lastFailure) return;
  lastFailure = message;
  const choose = 'Select Model…';
  const choice = await window.showErrorMessage(message, choose, 'Show Log');
  if (choice) await commands.executeCommand(choice === choose ? command.chooseModel : command.showLog);
  lastFailure = undefined;
}
