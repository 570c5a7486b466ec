import { execFileSync } from 'node:child_process';

/** What scripts/e2eTools.mjs found or set up, as paths. */
export interface Tools {
  readonly node: string;
  readonly codeServer: string;
  readonly chromium: string;
}

/** The stand-in's programs; set up first where nobody has done so in this process or the one that started it. */
export function tools(): Tools {
  process.env.BIOGLOSS_E2E_TOOLS ??= execFileSync(process.execPath, ['scripts/e2eTools.mjs'], {
    encoding: 'utf8',
  });
  return JSON.parse(process.env.BIOGLOSS_E2E_TOOLS);
}
