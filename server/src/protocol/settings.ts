import * as z from 'zod';
import { devices } from '../platform/devices';

export { devices } from '../platform/devices';

/** Settings live in this section: `biogloss.model`, `biogloss.device`, … */
export const settingsSection = 'biogloss';

export const readers = ['model', 'dictionary'] as const;
export type Reader = (typeof readers)[number];

/** What a person can set. An unusable value counts as its default, so that a slip in a settings file stops nothing. */
export const settingsSchema = z.object({
  /** Model folder or run folder; empty: the embedded model. */
  model: z.string().trim().catch(''),
  /** Execution provider; `auto` tries the GPU first. */
  device: z.enum(devices).catch('auto'),
  /** Who marks names in a text: the model, after the terminologies have answered at once; or the terminologies alone. */
  reader: z.enum(readers).catch('model'),
  /** By which of the model's guidelines entities are marked, the most important first; empty: the model's own first one. */
  guidelines: z.array(z.string().trim().min(1)).catch([]),
  /** Compiled indexes, the most important first; `embedded` is the one that comes with BioGloss, and the last where it is not named. */
  terminologies: z.array(z.string().trim().min(1)).catch([]),
  /** Mentions and relations with a score below this (0 to 1) are not shown. */
  minimumScore: z.number().min(0).max(1).catch(0),
  /** How the person wants to be called in decisions; empty: by the name of their account. */
  curator: z.string().trim().catch(''),
});

export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = settingsSchema.parse({});

/** What a client may say in `initializationOptions`. All of it is optional: a plain LSP client says nothing. */
export const initializationSchema = z.object({
  /** Send `biogloss/annotations` after each analysis. */
  annotations: z.boolean().catch(false),
  /** Tell what persons decided: `biogloss/curationState`, rejected mentions, and `biogloss/annotationChanges` where little has changed. */
  curation: z.boolean().catch(false),
  /** Send `biogloss/status` when the state of the model changes. */
  status: z.boolean().catch(false),
  /** The client has the command `biogloss.chooseConcept`, which code actions may name. */
  choosesConcepts: z.boolean().catch(false),
  /** False: the embedded model, and nothing is written but what a person decides and words of their own, as VS Code asks for in untrusted workspaces. */
  trusted: z.boolean().catch(true),
  /** Folder for what lasts longer than a session: imported terminologies. The system's folder for such data where not given. */
  storage: z.string().catch(''),
  /**
   * `entityTypes`: semantic tokens are named `chemical`, `disease`, `gene`, `entity`. `standard`: by types of the LSP
   * specification that every theme colours, with the entity type as modifier.
   */
  tokenTypes: z.enum(['entityTypes', 'standard']).catch('standard'),
  /** Settings for clients that do not answer `workspace/configuration`. */
  settings: settingsSchema.catch(defaultSettings),
});

export type InitializationOptions = z.infer<typeof initializationSchema>;

/** @param options `initializationOptions` as it came, whatever it is. */
export const readInitialization = (options: unknown): InitializationOptions =>
  initializationSchema.parse(objectOr(options));

/** @param section the section of the settings as it came, whatever it is. */
export const readSettings = (section: unknown): Settings => settingsSchema.parse(objectOr(section));

const objectOr = (value: unknown): object =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};
