import type { Given } from '../../annotation/given';
import { Failure } from '../../platform/failure';
import { Tally } from '../figures';
import { nameOf } from '../score';
import type { ScoredStage } from '../stages';
import type { CurvePoint } from './model';
import { savedReport } from './savedReport';
import type { NamedSide } from './sideNames';

/** What a scored side is compared with: what was counted of it in the same documents. */
export interface Compared extends NamedSide {
  /** Counts of one figure; undefined where it has no such figure, or was not scored at that stage. */
  tallyOf(given: Given, figure: string): Tally | undefined;
  /** The points of a learning curve up to this side, where it is one of them. */
  readonly curve?: readonly CurvePoint[];
}

/** Compares with stages that were scored against the same gold documents. */
export const comparedStages = (side: NamedSide, stages: readonly ScoredStage[]): Compared => ({
  ...side,
  tallyOf(given, figure) {
    const stage = stages.find((each) => each.given === given);
    return stage?.counts.counts.find((count) => nameOf(count) === figure)?.tally;
  },
});

/** Whether a text is the JSON of a report. */
export const isReport = (text: string): boolean =>
  /^\uFEFF?\s*\{\s*"format"\s*:\s*"biogloss-evaluation"/.test(text);

/**
 * Compares with a report that was saved.
 * @param documents ids of the gold documents, in the order in which they are counted
 * @throws Failure where it cannot be read, or was made on other documents
 */
export function comparedReport(file: string, text: string, documents: readonly string[]): Compared {
  const parsed = savedReport.safeParse(parsedJson(text));
  if (!parsed.success)
    throw new Failure(`${file} is not a report of an evaluation that can be compared with; make it anew`);
  const { scored, folder, counted, curve, stages } = parsed.data;
  const same = counted.length === documents.length && counted.every((id, at) => id === documents[at]);
  if (!same)
    throw new Failure(
      `${file} was made on other documents (${counted.length}) than these (${documents.length}); evaluate both on the same corpus`,
    );
  return {
    name: scored,
    folder,
    curve,
    tallyOf(given, figure) {
      const saved = stages
        .find((stage) => stage.given === given)
        ?.figures.find(({ name }) => name === figure)?.byDocument;
      if (!saved || [saved.tp, saved.fp, saved.fn].some(({ length }) => length !== documents.length))
        return undefined;
      const tally = new Tally(documents.length);
      for (let document = 0; document < documents.length; document++)
        tally.count(document, {
          tp: saved.tp[document],
          fp: saved.fp[document],
          fn: saved.fn[document],
        });
      return tally;
    },
  };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
