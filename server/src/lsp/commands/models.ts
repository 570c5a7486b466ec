import { join } from 'node:path';
import {
  downloadModelArguments,
  type ExportModelResult,
  exportModelArguments,
  importModelArguments,
  listModelsArguments,
  planDownloadArguments,
} from '../../protocol/commands';
import type { DownloadPlan, ListedModel, ModelsRequest } from '../../protocol/models';
import { runCancellableJob } from './cancellableJob';
import { command, type Run, type Workbench } from './command';
import { filePath } from './filePath';

/** The models on this computer; of the workspace only where it is trusted. */
export const listModels = command({
  schema: listModelsArguments,
  needsTrust: false,
  execute({ models, workspace }, workbench, run) {
    const { model, embeddedModel } = workbench;
    const folders = workspace?.map(filePath) ?? workbench.folders;
    return runModelsJob<ListedModel[]>(
      'The list of models',
      {
        type: 'list',
        models: modelsFolder(models, workbench),
        workspace: model.isTrusted ? folders : [],
        embedded: embeddedModel,
        inUse: model.current.folder,
      },
      workbench,
      run,
    );
  },
});

/** Takes a model in, once it has been read as a whole. To be used it has to be selected. */
export const importModel = command({
  schema: importModelArguments,
  title: 'Importing model',
  needsTrust: true,
  execute: ({ from, models, name }, workbench, run) =>
    runModelsJob<ListedModel>(
      'The import',
      { type: 'import', from: filePath(from), models: modelsFolder(models, workbench), name },
      workbench,
      run,
    ),
});

/** Writes a model as one file. */
export const exportModel = command({
  schema: exportModelArguments,
  title: 'Exporting model',
  needsTrust: true,
  execute: ({ folder, out }, workbench, run) =>
    runModelsJob<ExportModelResult>(
      'The export',
      { type: 'export', folder: filePath(folder), out: filePath(out) },
      workbench,
      run,
    ),
});

/** Asks a server what a download would be, before anything is fetched. */
export const planDownload = command({
  schema: planDownloadArguments,
  title: 'Asking for the model',
  needsTrust: true,
  execute: ({ models, ...order }, workbench, run) =>
    runModelsJob<DownloadPlan>(
      'The question',
      { type: 'plan', ...order, models: modelsFolder(models, workbench) },
      workbench,
      run,
    ),
});

/** Downloads what `planDownload` told of. Whoever calls this has asked the person. */
export const downloadModel = command({
  schema: downloadModelArguments,
  title: 'Downloading model',
  needsTrust: true,
  execute: ({ models, ...order }, workbench, run) =>
    runModelsJob<ListedModel>(
      'The download',
      { type: 'download', ...order, models: modelsFolder(models, workbench) },
      workbench,
      run,
    ),
});

/** Where imported models lie. */
export const modelsFolder = (given: string | undefined, { storage }: Workbench): string =>
  given === undefined ? join(storage, 'models') : filePath(given);

/** A process of its own: files from anywhere are read there, and servers spoken with. */
const runModelsJob = <Result>(
  title: string,
  start: ModelsRequest,
  workbench: Workbench,
  run: Run,
): Promise<Result> => runCancellableJob({ worker: workbench.workers.models, title, start }, workbench, run);
