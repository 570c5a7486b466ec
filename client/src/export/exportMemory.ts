import type { Memento } from 'vscode';
import type { ExportArguments } from '../../../server/src/protocol/commands';

export type AnnotationChoice = NonNullable<ExportArguments['annotations']>;

/** What is exported: the whole document in the active editor, what is selected in it, a folder, or all folders that are open. */
export type ExportScope = 'document' | 'selection' | 'folder' | 'workspace';

/** What was chosen, so that it stands ready next time. */
export interface ExportMemory {
  readonly scope?: ExportScope;
  readonly annotations?: AnnotationChoice;
  readonly format?: string;
  /** The table that was copied last, and its form. */
  readonly table?: string;
  /** Where the last file was written for each thing that was exported, by its address. */
  readonly targets?: Readonly<Record<string, string>>;
}

const key = 'biogloss.export';
/** Targets of more things than these nobody remembers either. */
const mostTargets = 50;

export const remembered = (memento: Memento): ExportMemory => memento.get<ExportMemory>(key) ?? {};

export const remember = (memento: Memento, now: ExportMemory): Thenable<void> =>
  memento.update(key, { ...remembered(memento), ...now });

/** @param what the address of what was exported, with the format */
export function rememberTarget(memento: Memento, what: string, out: string): Thenable<void> {
  const others = Object.entries(remembered(memento).targets ?? {}).filter(([each]) => each !== what);
  return remember(memento, { targets: Object.fromEntries([...others, [what, out]].slice(-mostTargets)) });
}
