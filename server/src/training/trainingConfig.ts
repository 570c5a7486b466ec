import * as z from 'zod';
import { Failure } from '../platform/failure';
import { wordNetworkConfig } from '../tasks/modelConfig';

/** A corpus that is annotated by another guideline than the documents to learn from. */
const jointCorpus = z.strictObject({
  /** Of the guideline; the model's users see it where the head is kept. */
  name: z.string().min(1),
  /** Paths as in `rawText`; files of other formats than PubTator are told by their content. */
  files: z.array(z.string()).min(1),
  /** The head's type for each type of the corpus; what is not listed is not learned. Without it types are taken as they are. */
  types: z.record(z.string(), z.string()).optional(),
  /** So many of the documents, drawn by the seed; all where not given. */
  documents: z.number().int().min(1).optional(),
  /** How often it is read over the epochs of `joint`, and where its head is kept over the epochs that follow. */
  passes: z.number().int().min(1).max(100).default(1),
  /** The model keeps the head, so that entities can be marked by this guideline too; otherwise only the encoder learns from it. */
  kept: z.boolean().default(false),
});

const relationLearning = z.strictObject({
  /** With 0 none are learned. */
  epochs: z.number().int().min(0).max(1000).default(6),
  /** Candidate pairs in one batch. */
  batchPairs: z.number().int().min(1).default(60),
  rate: z.number().positive().default(0.002),
  decay: z.number().min(0).default(0.05),
  average: z.number().min(0).max(1).default(0.99),
  /**
   * Corpora whose texts state no relation that is learned; paths as in `rawText`. Names are marked in them as the model marks them, and no two are
   * related: where every text to learn from states a relation, a model believes that every text does.
   */
  unrelated: z.array(z.string()).default([]),
  /** Shares of the encoder's states and the concepts' rates, and of hidden layers, that are hidden. */
  dropout: z
    .strictObject({
      states: z.number().min(0).max(0.9).default(0.2),
      hidden: z.number().min(0).max(0.9).default(0.4),
    })
    .default({ states: 0.2, hidden: 0.4 }),
});

/**
 * The whole truth of a training run: what is read, what is built, how it is optimised. It is written into the run folder, and the same
 * file, seed and data give the same weights. A setting that is not known is refused: mistyped, it would change nothing, and nobody would see it.
 */
export const trainingConfig = z
  .strictObject({
    name: z.string().min(1).default('custom'),
    version: z.string().min(1).default('0.1.0'),
    seed: z.number().int().min(0).default(1),
    /** For the model card: the one command that makes the model, and what it was made of. */
    command: z.string().optional(),
    sources: z.array(z.strictObject({ name: z.string(), use: z.string(), licence: z.string() })).default([]),
    /** Architecture and vocabulary for training from nothing; a base model brings its own. Of an imported checkpoint's the relation head is read. */
    scratch: z
      .strictObject({
        network: wordNetworkConfig,
        /** Longest sequence in words. */
        sequenceWords: z.number().int().min(16).max(4096),
        /** Words seen less often are left to affixes, characters and subwords. */
        minimumCount: z.number().int().min(1),
        /**
         * Unlabelled text for word vectors and the subword vocabulary, besides the training files: paths, from the data folder (environment
         * variable BIOGLOSS_DATA, otherwise ../shared/data) where they are not absolute. `readTexts` says what a file may hold.
         */
        rawText: z.array(z.string()),
        /** Guessing hidden words of these texts before the first epoch; left out where not given. */
        pretraining: z
          .strictObject({
            /** Words to read, each text once. */
            words: z.number().int().min(1),
            batchWords: z.number().int().min(64),
            rate: z.number().positive(),
            /** Share of the words that are hidden, of those that may be asked for. */
            share: z.number().min(0.01).max(0.9),
            /** How many words may be asked for, the most frequent ones. */
            answers: z.number().int().min(1),
          })
          .optional(),
      })
      .optional(),
    /**
     * Annotated corpora that figures are measured on besides the dev file; paths as in `rawText`. Whatever shares an id or a sentence with one of their
     * documents is not read.
     */
    heldOut: z.array(z.string()).default([]),
    /**
     * Only so much of the documents is learned from, drawn by the seed: what would more annotating bring? The others are still read as texts without
     * annotations.
     */
    share: z.number().gt(0).max(1).default(1),
    /** What the guideline of the training documents is called in the model. */
    guideline: z.string().min(1).default('own'),
    /**
     * Corpora annotated by other guidelines, each learned by an entity head of its own: the encoder sees more names. `epochs` passes over the own
     * documents, in which each of these corpora is read `passes` times, come before the config's `epochs`.
     */
    joint: z
      .strictObject({
        corpora: z.array(jointCorpus),
        epochs: z.number().int().min(1).max(1000),
        rate: z.number().positive(),
      })
      .optional(),
    /**
     * For a base model: what it marks and the documents are not annotated with is kept, by learning beside them how probable it was to the base. Without
     * this section it is forgotten.
     */
    remember: z
      .strictObject({
        /** Of what the base made of a word, against that of an annotator's label. */
        weight: z.number().positive().default(1),
        /** Texts that nobody has annotated, to remember on besides the documents; paths as in `rawText`. */
        texts: z.array(z.string()).default([]),
        /** How often they are read over the epochs. */
        passes: z.number().int().min(1).max(100).default(1),
        /** Corpora of what the base knew, on which it is compared with the new model; paths as in `rawText`. Nothing of them is learned. */
        measuredOn: z.array(z.string()).default([]),
      })
      .optional(),
    /**
     * Which epoch becomes the model: the best one on dev; or the `last` one, whatever its scores, and then nothing is held out where there is no dev
     * file.
     */
    epoch: z.enum(['best', 'last']).default('best'),
    /** How names are linked: a ranker, learned where the documents link enough of them. Absent: by likeness of names alone. */
    linking: z
      .strictObject({
        /** Annotated corpora whose names are learned too; paths as in `rawText`. */
        otherCorpora: z.array(z.string()),
        /** A network that tells how alike two names are in meaning; `buckets` × `width` numbers. */
        nameEncoder: z
          .strictObject({
            buckets: z.number().int().min(2),
            width: z.number().int().min(1),
            epochs: z.number().int().min(1),
          })
          .optional(),
      })
      .optional(),
    epochs: z.number().int().min(1).max(1000),
    /** Where few documents make fewer steps than this over all epochs, each epoch reads them several times. */
    leastSteps: z.number().int().min(1).max(100_000).optional(),
    /** Padded words in one batch; subwords where the network reads those. */
    batchWords: z.number().int().min(64),
    /** So many of them go through the network at once, and the gradients of a batch's passes are added up; all of them where not given. */
    passWords: z.number().int().min(64).optional(),
    /**
     * For the encoder of an imported checkpoint: its embeddings and so many of its layers, from below, stay as they are. With 0 it is the embeddings
     * alone; all learns where not given.
     */
    frozenLayers: z.number().int().min(0).max(48).optional(),
    optimizer: z.strictObject({
      rate: z.number().positive(),
      /** Rate at the end as a share of `rate`; it falls linearly after the warm-up. */
      finalShare: z.number().min(0).max(1),
      warmUpSteps: z.number().int().min(0),
      /** Decay of the running means of the gradient and of its square. */
      betas: z.tuple([z.number().min(0).lt(1), z.number().min(0).lt(1)]),
      decay: z.number().min(0),
      /** Largest norm of the gradient. */
      clip: z.number().positive(),
      /** Decay of the averaged weights, which are the ones evaluated and kept. */
      average: z.number().min(0).max(1),
    }),
    dropout: z.strictObject({
      input: z.number().min(0).max(0.9),
      hidden: z.number().min(0).max(0.9),
      /** Share of words whose word vector, and whose affixes, are hidden. */
      word: z.number().min(0).max(0.9),
      affix: z.number().min(0).max(0.9),
      /** Share of words whose dictionary features are hidden. */
      dictionary: z.number().min(0).max(0.9).default(0),
    }),
    /** How relations are learned, after the entities and over the states of the encoder as it is then. */
    relation: relationLearning.default(relationLearning.parse({})),
    /** Processor threads. One makes the weights repeatable to the bit. */
    threads: z.number().int().min(1).max(64).default(2),
  })
  .superRefine(({ guideline, joint }, context) => {
    const names = [guideline, ...(joint?.corpora ?? []).map(({ name }) => name)];
    const twice = names.findIndex((name, at) => names.indexOf(name) < at);
    if (twice > 0)
      context.addIssue({
        code: 'custom',
        path: ['joint', 'corpora', twice - 1, 'name'],
        message: `there is another guideline "${names[twice]}", and each has a head of its own; give one corpus several files where they follow one guideline`,
      });
  });

export type JointCorpus = z.infer<typeof jointCorpus>;
export type TrainingConfig = z.infer<typeof trainingConfig>;

/** What a model from nothing is built of. @throws Failure with a sentence where a config does not say */
export function scratchOf({
  scratch,
}: Pick<TrainingConfig, 'scratch'>): NonNullable<TrainingConfig['scratch']> {
  if (scratch) return scratch;
  throw new Failure(
    'The training config has no section "scratch", which says what a model from nothing is built of. configs/scratch.json is an example.',
  );
}
