import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CurvePoint, reportFiles } from './model';
import { savedReport } from './savedReport';

/** @returns the points of the learning curve in a saved report; undefined where there is no report that could be gone on with */
export async function savedCurve(folder: string): Promise<readonly CurvePoint[] | undefined> {
  try {
    return savedReport.parse(JSON.parse(await readFile(join(folder, reportFiles.json), 'utf8'))).curve;
  } catch {
    return undefined;
  }
}
