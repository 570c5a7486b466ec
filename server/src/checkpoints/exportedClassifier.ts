import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import * as z from 'zod';
import { BioesLabels } from '../tasks/ner/bioes';
import type { TokenizerContent } from '../tasks/words/tokenizer';
import { readShortJson } from './boundedFile';
import { readFolderTokenizer } from './folderTokenizer';
import { quoted } from './quoted';

/** A token classifier that another program exported: a graph from subwords to scores of labels. */
export interface ExportedClassifier {
  readonly name: string;
  /** The ONNX file. */
  readonly graph: string;
  readonly tokenizer: TokenizerContent;
  readonly entityTypes: readonly string[];
  /** For each label of `BioesLabels` the classifier's that says the same, or −1 where it has none. */
  readonly columns: readonly number[];
  /** Labels of the classifier. */
  readonly labels: number;
  /** Subwords that it sees at once, with what stands around them. */
  readonly positions: number;
}

/** @see https://huggingface.co/docs/optimum/exporters/onnx/usage_guides/export_a_model, task token-classification */
const exportConfig = z.object({
  model_type: z.string().default('bert'),
  max_position_embeddings: z.number().int().min(34).max(32_768).default(512),
  pad_token_id: z.number().int().min(0).max(8).nullish(),
  id2label: z.record(z.string().regex(/^\d{1,4}$/), z.string().regex(/^[^\p{Cc}]{1,100}$/u)),
});

/** Optimum's places of the graph. */
const graphFiles = ['model.onnx', join('onnx', 'model.onnx')];
const longestConfig = 2 ** 20;
/** As in models of our own. */
const mostTypes = 64;

/** Where a folder's graph is; undefined where it holds no export. */
export const exportedGraph = (folder: string): string | undefined =>
  graphFiles.map((file) => join(folder, file)).find(existsSync);

/** @throws Error with a sentence that names the file and what is wrong with it */
export async function readExportedClassifier(folder: string, graph: string): Promise<ExportedClassifier> {
  const path = join(folder, 'config.json');
  const read = exportConfig.safeParse(await readShortJson(path, longestConfig));
  if (!read.success) {
    const [{ path: setting, message }] = read.error.issues;
    throw new Error(`${path} is of no token classifier: ${quoted(setting.join('.'))}: ${message}.`);
  }
  const { id2label, max_position_embeddings: places, model_type: kind, pad_token_id: padding } = read.data;
  const names = Array.from({ length: Object.keys(id2label).length }, (_, id) => id2label[id]);
  const { entityTypes, columns } = readLabels(path, names);
  return {
    name: basename(resolve(folder)),
    graph,
    tokenizer: await readFolderTokenizer(folder),
    entityTypes,
    columns,
    labels: names.length,
    // RoBERTa's places are counted from behind the padding's.
    positions: /roberta/.test(kind) ? places - (padding ?? 1) - 1 : places,
  };
}

const labelPattern = /^(?:([BIESLU])[-_])?(.+)$/;

/** For each of B, I, E, S the marks that say the same, the best first: many schemes know fewer. */
const marks = ['B', 'I', 'EL', 'SU'];
const instead = ['I', '', 'I', 'BI'];

/** @param names by number; undefined where one is missing */
function readLabels(path: string, names: readonly (string | undefined)[]) {
  const found = new Map<string, number>();
  const types = new Set<string>();
  for (const [column, name] of names.entries()) {
    if (name === undefined)
      throw new Error(`${path} is of no token classifier: "id2label" lacks the number ${column}.`);
    if (name === 'O') continue;
    const [, mark = 'I', type] = labelPattern.exec(name) ?? [];
    types.add(type);
    found.set(`${mark} ${type}`, column);
  }
  const outside = names.indexOf('O');
  if (outside < 0 || types.size === 0)
    throw new Error(
      `${path} is of no token classifier that can be read: its labels are ${names.slice(0, 8).join(', ')}, and such as O, B-Disease, I-Disease were expected.`,
    );
  if (types.size > mostTypes)
    throw new Error(
      `${path} is of no token classifier that can be read: it tells apart ${types.size} types, at most ${mostTypes} are shown.`,
    );
  const entityTypes = [...types];
  const columns = new BioesLabels(entityTypes).names.map((label) => {
    if (label === 'O') return outside;
    const place = marks.findIndex((mark) => mark.startsWith(label[0]));
    const type = label.slice(2);
    const column = [...marks[place], ...instead[place]]
      .map((mark) => found.get(`${mark} ${type}`))
      .find((c) => c !== undefined);
    return column ?? -1;
  });
  return { entityTypes, columns };
}
