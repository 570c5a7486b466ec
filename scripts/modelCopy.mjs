import { cpSync, existsSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/** A folder that lacks one of these is no model, and nothing in it is for us to remove. */
const files = ['config.json', 'README.md'];

/**
 * Puts a copy of a model in a folder, in the place of what it held; until all is copied the old model stays.
 * @throws Error with a sentence where the folder is the model's own, one above or below it, or holds something else than a model; nothing is removed then
 */
export function copyModel(from, to) {
  const [source, target] = [realpathSync(from), realPath(to)];
  if (holds(source, target) || holds(target, source))
    throw new Error(`${to} cannot take a copy of ${from}: the one lies in the other. Give another folder.`);
  if (
    existsSync(target) &&
    readdirSync(target).length > 0 &&
    !files.every((file) => existsSync(join(target, file)))
  )
    throw new Error(`${to} holds something else than a model, which would be lost. Give another folder.`);
  const copy = join(dirname(target), `.${basename(target)}.${process.pid}`);
  mkdirSync(dirname(target), { recursive: true });
  try {
    cpSync(source, copy, { recursive: true });
    rmSync(target, { recursive: true, force: true });
    renameSync(copy, target);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Where a path leads, links followed as far as there is something. */
function realPath(path) {
  const whole = resolve(path);
  return existsSync(whole) ? realpathSync(whole) : join(realPath(dirname(whole)), basename(whole));
}

/** Whether a folder is the other one or lies above it. */
const holds = (folder, other) => {
  const way = relative(folder, other);
  return way.split(sep)[0] !== '..' && !isAbsolute(way);
};
