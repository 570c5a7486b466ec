import { existsSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { holderOf, lastHolderOf } from './lock';
import { eventsIn } from './logReader';
import type { LoggedEvent } from './runEvent';
import { runFiles } from './runFiles';
import type { RunState } from './state';
import { askedToStop } from './stop';

/** @returns undefined where the folder holds no run */
export async function readRun(folder: string): Promise<RunState | undefined> {
  const holder = await holderOf(folder);
  const events = await lastEvents(join(folder, runFiles.log));
  const begun = existsSync(join(folder, runFiles.config));
  const output = await lastLine(join(folder, runFiles.output));
  if (!holder && !begun && events.length === 0 && output === undefined) return undefined;
  const known = { folder, ...positionIn(events), time: events.at(-1)?.time };
  if (holder) {
    const stopping = askedToStop(folder) === holder.token;
    return { ...known, state: stopping ? 'stopping' : 'running', pid: holder.pid, resumable: false };
  }
  const last = events.at(-1);
  if (last?.type === 'end')
    return { ...known, state: last.how, message: last.message, resumable: begun && last.how !== 'done' };
  if (!begun) return { ...known, state: 'failed', message: output, resumable: false };
  // One that did not listen was ended by those who asked.
  if ((await lastHolderOf(folder))?.token === (askedToStop(folder) ?? ''))
    return { ...known, state: 'stopped', resumable: true };
  return { ...known, state: 'died', message: output, resumable: true };
}

function positionIn(events: readonly LoggedEvent[]): Pick<RunState, 'stage' | 'step' | 'steps' | 'epoch'> {
  // A process that goes on with a run is at none of the stages that the one before it told.
  const begin = events.findLastIndex((event) => event.type === 'begin');
  const stage = events.slice(begin + 1).findLast((event) => event.type === 'stage')?.stage;
  const step = events.findLast((event) => event.type === 'step' || event.type === 'pretraining');
  if (!step) return { stage };
  const epoch = step.type === 'step' ? step.epoch : undefined;
  return { stage, ...numbers(step), epoch };
}

const numbers = ({ step, steps }: { step: number; steps: number }) => ({ step, steps });

/** As many bytes of a log as tell how things stand. */
const tail = 64 * 1024;

async function lastEvents(path: string): Promise<LoggedEvent[]> {
  const file = await open(path).catch(() => undefined);
  if (!file) return [];
  try {
    const { size } = await file.stat();
    const length = Math.min(size, tail);
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    // A torn last line has no end; the first one may be cut here. Neither can be parsed.
    return eventsIn(buffer.toString('utf8'));
  } finally {
    await file.close();
  }
}

async function lastLine(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !/^\s+at |^Node\.js v/.test(line));
  return lines.at(-1)?.trim();
}
