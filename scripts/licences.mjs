// The licences of what the package carries of others, as their terms ask: one text, a section a package.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './terminal.mjs';

/**
 * @param {string[]} files paths below the root, as esbuild's metafile lists its inputs; those outside node_modules are ours
 * @returns the text; throws where a package names no licence at all
 */
export function thirdPartyLicences(files) {
  const folders = new Set(
    files.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]).filter(Boolean),
  );
  const sections = [...folders].sort().map((folder) => section(join(root, folder)));
  return `BioGloss contains these packages of others.\n\n${sections.join('\n\n')}\n`;
}

function section(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = existsSync(folder)
    ? readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    : [];
  if (files.length === 0 && !license)
    throw new Error(`${name} names no licence; find out before it is packaged`);
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return [`── ${name} ${version} (${license})`, ...texts].join('\n\n');
}
