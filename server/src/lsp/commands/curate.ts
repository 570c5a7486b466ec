import { curate as decide } from '../curation/curate';
import { curateParams, undoParams } from '../curation/curateParams';
import { command } from './command';

/** What a person decides lies beside the document, is theirs to see and can be taken back, so that it takes no trust. */
export const curate = command({
  schema: curateParams,
  title: ({ scope }) => (scope === 'workspace' ? 'Deciding in all files of the workspace' : undefined),
  needsTrust: false,
  execute: async (params, workbench, run) => decide(params, workbench, run),
});

export const undoCuration = command({
  schema: undoParams,
  needsTrust: false,
  execute: async ({ uri }, { fileCuration }) => fileCuration.turn('undo', uri),
});

export const redoCuration = command({
  schema: undoParams,
  needsTrust: false,
  execute: async ({ uri }, { fileCuration }) => fileCuration.turn('redo', uri),
});
