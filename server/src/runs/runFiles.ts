/**
 * The files of a run folder. The folder is a training's interface: the process that trains writes it, and everyone else knows the run by reading it.
 */
export const runFiles = {
  /** What was asked for: the options of `biogloss train`, with absolute paths. */
  order: 'order.json',
  /** The training config. A folder that has it holds a run that has begun. */
  config: 'training.json',
  /** What the run was made with, and the command that repeats it. */
  record: 'run.json',
  /** A line for everything that happened. */
  log: 'log.jsonl',
  /** Which process is at work. */
  lock: 'lock.json',
  /** Where it is, the process that it names stops. */
  stop: 'stop',
  /** What a run without a terminal printed. */
  output: 'output.log',
  /** The scores of `model-best`. */
  evaluation: 'evaluation.json',
  /** What a stopped run goes on from, in the order in which they come to be. */
  words: 'words',
  linking: 'linking',
  pretraining: 'pretraining.safetensors',
  checkpoint: 'checkpoint.safetensors',
  relations: 'relations.json',
  /** The models. */
  best: 'model-best',
  last: 'model-last',
} as const;
